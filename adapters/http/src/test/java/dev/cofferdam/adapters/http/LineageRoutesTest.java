package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who saw which version of a key. */
class LineageRoutesTest {
  private static TestServer server;
  private Client ada;
  private String key;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeVersions() {
    ada = server.newcomer("Ada");
    key = ada.environment("shop", "prod") + "/KEY";
    ada.put(key, "{\"value\":\"hunter2\"}");
    ada.get(key);
    ada.get("projects/shop/envs/prod/export");
    ada.put(key, "{\"value\":\"hunter3\"}");
  }

  @Test
  void tellsReaders() {
    Answer first = ada.get(key + "/readers?version=1&limit=1");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().at("/items")).hasSize(1);
    assertThat(first.text("/items/0/kind")).isEqualTo("user");
    assertThat(first.json().at("/items/0/reads").asLong()).isEqualTo(2);
    assertThat(first.json().at("/next_cursor").isNull()).isTrue();
    assertThat(ada.get(key + "/readers").json().at("/items")).isEmpty();
    assertThat(ada.get(key + "/readers?version=9").json().at("/items")).isEmpty();
    Answer history = ada.get(key + "/history");
    assertThat(history.json().at("/items/0/readers/total").asLong()).isZero();
    assertThat(history.json().at("/items/1/readers/newest/0/reads").asLong()).isEqualTo(2);
  }

  @Test
  void tellsRuns() {
    assertThat(ada.get(key + "/runs?version=1").json().at("/items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"readers", "runs"})
  void namesTheFieldThatIsNone(String what) {
    for (String query : new String[] {"version=0", "version=x", "cursor=QUJD", "at=1"}) {
      Answer answer = ada.get(key + "/" + what + "?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(ada.get(key + "2/" + what).text("/code")).isEqualTo("secret_not_found");
  }
}
