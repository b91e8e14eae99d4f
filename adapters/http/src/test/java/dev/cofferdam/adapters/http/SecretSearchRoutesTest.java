package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding keys over an org. */
class SecretSearchRoutesTest {
  private static TestServer server;
  private Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeSecrets() {
    ada = server.newcomer("Ada");
    for (String project : List.of("shop", "blog")) {
      for (String environment : List.of("prod", "dev")) {
        if (environment.equals("prod")) {
          ada.environment(project, environment);
        } else {
          ada.post("projects/" + project + "/envs", "{\"name\":\"dev\",\"parent\":\"prod\"}");
        }
        put(project, environment, "DB_URL_" + environment);
        put(project, environment, "API_KEY");
      }
    }
  }

  @Test
  void findsKeysWhereTheyLive() {
    assertThat(found("?query=url"))
        .containsExactlyInAnyOrder(
            "shop/prod/DB_URL_prod",
            "blog/prod/DB_URL_prod",
            "shop/dev/DB_URL_dev",
            "blog/dev/DB_URL_dev");
    assertThat(found("?query=nothing")).isEmpty();
    assertThat(found("")).hasSize(8).startsWith(found("?query=API_KEY").toArray(String[]::new));
    assertThat(ada.get("secrets?query=api").body()).doesNotContain("hunter2");
  }

  @Test
  void tellsPageByPage() {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = ada.get("secrets?limit=3" + cursor);
      all.addAll(named(page));
      cursor = "&cursor=" + page.json().at("/next_cursor").asText();
    } while (all.size() < 8);
    assertThat(all).isEqualTo(found(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query=a%25b",
        "query=a-b",
        "query=%00",
        "query=%C3%A9",
        "cursor=QVBJX0tFWQ",
        "cursor=QS4x",
        "prefix=A",
        "limit=0"
      })
  void namesTheFieldThatIsNone(String query) {
    Answer answer = ada.get("secrets?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(query.substring(0, query.indexOf('=')));
  }

  private void put(String project, String environment, String key) {
    ada.put(
        "projects/" + project + "/envs/" + environment + "/secrets/" + key,
        "{\"value\":\"hunter2\"}");
  }

  private List<String> found(String query) {
    return named(ada.get("secrets" + query));
  }

  private static List<String> named(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    for (JsonNode item : answer.json().at("/items")) {
      found.add(
          item.path("project").asText()
              + "/"
              + item.path("environment").asText()
              + "/"
              + item.path("key").asText());
    }
    return found;
  }
}
