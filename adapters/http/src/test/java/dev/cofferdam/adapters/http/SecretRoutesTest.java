package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRoutesTest {
  private static TestServer server;
  private Client ada;
  private String secrets;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeEnvironment() {
    ada = server.newcomer("Ada");
    secrets = ada.environment("shop", "prod");
  }

  @Test
  void neverEchoesWhatIsPut() {
    Answer first = ada.put(secrets + "/KEY", "{\"value\":\"hunter2\",\"note\":\"n\"}");
    Answer second = ada.put(secrets + "/KEY", "{\"value\":\"hunter2\"}");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(first.body() + second.body()).doesNotContain("hunter2");
    assertThat(first.header("ETag")).contains("\"1\"");
    assertThat(second.header("ETag")).contains("\"2\"");
    assertThat(second.json().at("/version").asInt()).isEqualTo(2);
  }

  @Test
  void refusesWhatItWouldOtherwiseOverlook() {
    ada.put(secrets + "/KEY", "{\"value\":\"now\"}");
    for (String query : new String[] {"?limit=1", "?values=true", "?foo=1"}) {
      Answer answer = ada.get(secrets + "/KEY" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.text("/code")).isEqualTo("unknown_field");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "\\u0000\\u0001", "line\\nline", "\uD83D\uDD11", "\\uD83D\\uDD11"})
  void keepsTextExactly(String json) {
    ada.put(secrets + "/KEY", "{\"value\":\"" + json + "\"}");
    Answer answer = ada.get(secrets + "/KEY");
    assertThat(answer.text("/encoding")).isEqualTo("utf-8");
    assertThat(answer.text("/value"))
        .isEqualTo(
            json.replace("\\u0000\\u0001", "\u0000\u0001")
                .replace("\\n", "\n")
                .replace("\\uD83D\\uDD11", "\uD83D\uDD11"));
  }

  @Test
  void keepsBytesExactly() {
    ada.put(secrets + "/KEY", "{\"value\":\"/wB/gA==\",\"encoding\":\"base64\"}");
    Answer answer = ada.get(secrets + "/KEY");
    assertThat(answer.text("/encoding")).isEqualTo("base64");
    assertThat(answer.text("/value")).isEqualTo("/wB/gA==");
    ada.put(secrets + "/KEY", "{\"value\":\"aGk=\",\"encoding\":\"base64\"}");
    assertThat(ada.get(secrets + "/KEY").text("/value")).isEqualTo("hi");
  }

  @Test
  void writesOnCondition() {
    assertThat(put("If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(put("If-None-Match", "*").status()).isEqualTo(201);
    assertThat(put("If-None-Match", "*").status()).isEqualTo(412);
    assertThat(put("If-Match", "\"1\"").status()).isEqualTo(200);
    Answer stale = put("If-Match", "\"1\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.text("/code")).isEqualTo("precondition_failed");
    assertThat(ada.get(secrets + "/KEY").json().at("/version").asInt()).isEqualTo(2);
  }

  private Answer put(String header, String value) {
    return ada.put(secrets + "/KEY", "{\"value\":\"v\"}", header, value);
  }

  @Test
  void putsValuesInThePlaceOfReferences() {
    ada.put(secrets + "/HOST", "{\"value\":\"db\"}");
    ada.put(secrets + "/URL", "{\"value\":\"https://${HOST}\"}");
    Answer one = ada.get(secrets + "/URL");
    assertThat(one.text("/value")).isEqualTo("https://db");
    assertThat(ada.get(secrets + "/URL?raw=true").text("/value")).isEqualTo("https://${HOST}");
    assertThat(ada.get(secrets + "?values=true").text("/items/1/value")).isEqualTo("https://db");
    assertThat(ada.get(secrets + "?values=true&raw=true").text("/items/1/value"))
        .isEqualTo("https://${HOST}");
    String tag = one.header("ETag").orElseThrow();
    assertThat(tag).startsWith("\"1-");
    assertThat(ada.get(secrets + "/URL", "If-None-Match", tag).status()).isEqualTo(304);
    ada.put(secrets + "/HOST", "{\"value\":\"db2\"}");
    assertThat(ada.get(secrets + "/URL", "If-None-Match", tag).status()).isEqualTo(200);
    HttpRequest.Builder put = ada.request(secrets + "/URL").header("If-Match", tag);
    assertThat(
            server
                .send(
                    put.header("Content-Type", "application/json")
                        .PUT(Client.body("{\"value\":\"hunter2 ${NONE}\"}")))
                .status())
        .isEqualTo(200);
    for (String path : new String[] {secrets + "/URL", secrets + "?values=true"}) {
      Answer refused = ada.get(path);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("/code")).isEqualTo("unresolved_reference");
      assertThat(refused.text("/errors/0/message"))
          .isEqualTo("shop/prod/URL -> shop/prod/NONE is not there");
      assertThat(refused.body()).doesNotContain("hunter2");
    }
    assertThat(ada.get(secrets + "/URL?raw=perhaps").status()).isEqualTo(400);
  }

  @Test
  void readsOnCondition() {
    ada.put(secrets + "/KEY", "{\"value\":\"hunter2\"}");
    for (String path : new String[] {secrets, secrets + "/KEY"}) {
      String tag = ada.get(path).header("ETag").orElseThrow();
      for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
        Answer answer = ada.get(path, "If-None-Match", known);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).contains(tag);
      }
      assertThat(ada.get(path, "If-None-Match", "\"77\"").status()).isEqualTo(200);
      ada.put(secrets + "/KEY", "{\"value\":\"other\"}");
      assertThat(ada.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }
    assertThat(ada.get("audit?action=secret.reveal").json().at("/items"))
        .as("a 304 gives nothing away and is no reveal")
        .hasSize(3);
  }

  @Test
  void listsPageByPageWithoutValues() {
    for (String key : new String[] {"C", "A", "E", "B", "D"}) {
      ada.put(secrets + "/" + key, "{\"value\":\"hunter2\"}");
    }
    StringBuilder keys = new StringBuilder();
    String next = secrets + "?limit=2";
    int pages = 0;
    while (!next.isEmpty()) {
      Answer answer = ada.get(next);
      assertThat(answer.body()).doesNotContain("hunter2");
      answer.json().at("/items").forEach(item -> keys.append(item.get("key").asText()));
      assertThat(answer.json().at("/version").asInt()).isEqualTo(5);
      assertThat(answer.json().at("/next_cursor").isNull())
          .isEqualTo(answer.header("Link").isEmpty());
      next =
          answer.header("Link").map(link -> link.replaceAll("^<|>; rel=\"next\"$", "")).orElse("");
      pages++;
    }
    assertThat(keys.toString()).isEqualTo("ABCDE");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void tellsWhichThingIsNotThere() {
    assertThat(ada.get(secrets + "/NONE").text("/code")).isEqualTo("secret_not_found");
    assertThat(ada.get("projects/shop/envs/dev/secrets").text("/code"))
        .isEqualTo("environment_not_found");
    assertThat(ada.get("projects/none/envs").text("/code")).isEqualTo("project_not_found");
  }

  @Test
  void importsAFileWhollyOrNotAtAll() {
    Answer fine = importing("A=1\nB='two words'\n", "");
    assertThat(fine.status()).as(fine.body()).isEqualTo(200);
    assertThat(fine.json().at("/added")).hasSize(2);
    Answer bad = importing("C=3\nnot a line\n", "");
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.text("/code")).isEqualTo("import_refused");
    assertThat(bad.text("/errors/0/field")).startsWith("line 2");
    assertThat(ada.get(secrets + "/C").status()).isEqualTo(404);
    Answer dry = importing("C=3\nnot a line\n", "?dry_run=true");
    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().at("/refused/0/line").asInt()).isEqualTo(2);
    assertThat(ada.get(secrets + "/C").status()).isEqualTo(404);
    assertThat(importing("A=1", "?format=toml").text("/errors/0/field")).isEqualTo("format");
    assertThat(importing("A=1", "?dry_run=yes").text("/errors/0/field")).isEqualTo("dry_run");
  }

  @Test
  void boundsAnImportByItsOwnLimit() {
    String comment = "# " + "x".repeat(2 << 20) + "\nA=1\n";
    assertThat(importing(comment, "").status()).isEqualTo(200);
    Answer large = importing("# " + "x".repeat(10 << 20), "");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.text("/errors/0/field")).isEqualTo("body");
  }

  private Answer importing(String file, String query) {
    HttpRequest.Builder request =
        ada.request(secrets.replace("/secrets", "/import") + query)
            .header("Content-Type", "text/plain");
    return server.send(request.POST(Client.body(file)));
  }
}
