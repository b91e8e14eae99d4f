package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers can get wrong in a JSON body: each is a 4xx that names the field. */
class HostileJsonTest {
  private static TestServer server;
  private static Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Arguments pipeline(String json, String code, String field) {
    return Arguments.of("pipelines", json, code, field);
  }

  private static Arguments url(String url) {
    return pipeline(
        "{\"repo_url\":\"" + url + "\",\"commands\":[\"true\"]}", "invalid_field", "repo_url");
  }

  static Stream<Arguments> pipelines() {
    return Stream.of(
        pipeline("{\"commands\":[]}", "invalid_field", "commands"),
        pipeline("{}", "invalid_field", "commands"),
        pipeline("{\"commands\":null}", "invalid_field", "commands"),
        pipeline("{\"commands\":[null]}", "wrong_type", "commands[0]"),
        pipeline("{\"commands\":[\"a\",7]}", "wrong_type", "commands[1]"),
        pipeline("{\"commands\":[\"a\",\"\"]}", "invalid_field", "commands[1]"),
        pipeline("{\"commands\":[\"a\",[\"b\"]]}", "wrong_type", "commands[1]"),
        pipeline("{\"commands\":\"npm test\"}", "wrong_type", "commands"),
        pipeline("{\"commands\":{\"0\":\"a\"}}", "wrong_type", "commands"),
        pipeline("{\"commands\":[\"a\\u0000b\"]}", "invalid_field", "commands[0]"),
        pipeline("{\"commands\":[\"a\\ud800\"]}", "invalid_field", "commands[0]"),
        pipeline("{\"commands\":[\"" + "x".repeat(65_537) + "\"]}", "invalid_field", "commands[0]"),
        pipeline("{\"commands\":[\"a\"],\"comands\":[]}", "unknown_field", "comands"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"gpus\":1}}", "unknown_field", "resources.gpus"),
        pipeline("{\"commands\":[\"a\"],\"resources\":[]}", "wrong_type", "resources"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"cpus\":\"1\"}}",
            "wrong_type",
            "resources.cpus"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"cpus\":-1}}",
            "invalid_field",
            "resources.cpus"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"cpus\":1e400}}",
            "invalid_field",
            "resources.cpus"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"memory_mb\":1.5}}",
            "wrong_type",
            "resources.memory_mb"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"memory_mb\":99999999999}}",
            "wrong_type",
            "resources.memory_mb"),
        pipeline(
            "{\"commands\":[\"a\"],\"resources\":{\"memory_mb\":true}}",
            "wrong_type",
            "resources.memory_mb"),
        pipeline("{\"commands\":[\"a\"],\"timeout_s\":0}", "invalid_field", "timeout_s"),
        pipeline("{\"commands\":[\"a\"],\"timeout_s\":-5}", "invalid_field", "timeout_s"),
        pipeline(
            "{\"commands\":[\"a\"],\"timeout_s\":9223372036854775807}",
            "invalid_field",
            "timeout_s"),
        pipeline(
            "{\"commands\":[\"a\"],\"timeout_s\":92233720368547758070}", "wrong_type", "timeout_s"),
        pipeline("{\"commands\":[\"a\"],\"timeout_s\":\"60\"}", "wrong_type", "timeout_s"),
        pipeline("{\"commands\":[\"a\"],\"variables\":{\"A\":null}}", "wrong_type", "variables.A"),
        pipeline("{\"commands\":[\"a\"],\"variables\":{\"A\":1}}", "wrong_type", "variables.A"),
        pipeline(
            "{\"commands\":[\"a\"],\"variables\":{\"1A\":\"x\"}}", "invalid_field", "variables"),
        pipeline(
            "{\"commands\":[\"a\"],\"variables\":{\"A\":\"\\u0000\"}}",
            "invalid_field",
            "variables.A"),
        pipeline("{\"commands\":[\"a\"],\"image\":\"-v /:/host\"}", "invalid_field", "image"),
        pipeline("{\"commands\":[\"a\"],\"network\":\"host\"}", "invalid_field", "network"),
        pipeline("{\"commands\":[\"a\"],\"branch\":\"main\"}", "invalid_field", "repo_url"),
        pipeline("{\"commands\":[\"a\"],\"project\":\"shop\"}", "invalid_field", "environment"),
        pipeline("{\"commands\":[\"a\"],\"environment\":\"prod\"}", "invalid_field", "project"),
        pipeline(
            "{\"commands\":[\"a\"],\"project\":\"../etc\",\"environment\":\"prod\"}",
            "invalid_field",
            "project"),
        pipeline(
            "{\"commands\":[\"a\"],\"repo_url\":\"https://example.org/r\",\"branch\":\"--upload-pack=x\"}",
            "invalid_field",
            "branch"),
        pipeline(
            "{\"commands\":[\"a\"],\"repo_url\":\"https://example.org/r\",\"branch\":\"a\",\"commit\":\""
                + "0".repeat(40)
                + "\"}",
            "invalid_field",
            "commit"),
        url("ext::sh -c touch% /tmp/x"),
        url("-h"),
        url("file:///etc"),
        url("http://169.254.169.254/"),
        url("git@example.org:a/b.git"),
        url("https://user:password@example.org/a"),
        url("https:///a"),
        url("https://example.org/\\u0000"),
        url("https://example.org/" + "a".repeat(3_000)));
  }

  static Stream<Arguments> others() {
    String secret = "projects/shop/envs/prod/secrets/";
    return Stream.of(
        Arguments.of("projects", "{\"name\":\"Shop\"}", "invalid_field", "name"),
        Arguments.of("projects", "{\"name\":\"\"}", "invalid_field", "name"),
        Arguments.of("projects", "{\"name\":\"" + "a".repeat(64) + "\"}", "invalid_field", "name"),
        Arguments.of("projects", "{\"name\":\"a\\u0000\"}", "invalid_field", "name"),
        Arguments.of("projects", "{\"name\":\"../a\"}", "invalid_field", "name"),
        Arguments.of(
            "projects",
            "{\"name\":\"a\",\"description\":\"\\u0000\"}",
            "invalid_field",
            "description"),
        Arguments.of(
            "projects",
            "{\"name\":\"a\",\"description\":\"" + "x".repeat(1_001) + "\"}",
            "invalid_field",
            "description"),
        Arguments.of("projects/shop/envs", "{\"name\":\"a b\"}", "invalid_field", "name"),
        Arguments.of("projects/shop/envs", "{\"name\":5}", "wrong_type", "name"),
        Arguments.of("/api/v1/orgs", "{\"name\":\"\\u202e\"}", "invalid_field", "name"),
        Arguments.of("/api/v1/orgs", "{\"name\":\"A\",\"slug\":\"A\"}", "invalid_field", "slug"),
        Arguments.of(
            "/api/v1/orgs",
            "{\"name\":\"A\",\"slug\":\"01a1fcbb-2b29-7618-9df0-f565df4880bd\"}",
            "invalid_field",
            "slug"),
        Arguments.of(
            "/api/v1/auth/register",
            "{\"email\":\"x\",\"password\":\"long enough it is\",\"name\":\"X\"}",
            "invalid_field",
            "email"),
        Arguments.of(
            "/api/v1/auth/register",
            "{\"email\":\"x@example.org\",\"password\":\"short\",\"name\":\"X\"}",
            "invalid_field",
            "password"),
        Arguments.of(
            "/api/v1/auth/register",
            "{\"email\":\"x@example.org\",\"password\":\"password123\",\"name\":\"X\"}",
            "invalid_field",
            "password"),
        Arguments.of(
            "/api/v1/auth/register",
            "{\"email\":\"x@example.org\",\"password\":\"long enough it is\"}",
            "invalid_field",
            "name"),
        Arguments.of("/api/v1/auth/refresh", "{}", "invalid_field", "refresh_token"),
        Arguments.of("/api/v1/auth/login", "{\"email\":\"a@b.c\"}", "invalid_field", "password"),
        Arguments.of("PUT " + secret + "A", "{}", "invalid_field", "value"),
        Arguments.of("PUT " + secret + "A", "{\"value\":null}", "invalid_field", "value"),
        Arguments.of("PUT " + secret + "A", "{\"value\":1}", "wrong_type", "value"),
        Arguments.of("PUT " + secret + "A", "{\"value\":\"\\udc00\"}", "invalid_field", "value"),
        Arguments.of(
            "PUT " + secret + "A",
            "{\"value\":\"%%%\",\"encoding\":\"base64\"}",
            "invalid_field",
            "value"),
        Arguments.of(
            "PUT " + secret + "A",
            "{\"value\":\"a\",\"encoding\":\"latin-1\"}",
            "invalid_field",
            "encoding"),
        Arguments.of(
            "PUT " + secret + "A",
            "{\"value\":\"a\",\"note\":\"\\u0007\"}",
            "invalid_field",
            "note"),
        Arguments.of("PUT " + secret + "1A", "{\"value\":\"a\"}", "invalid_field", "key"),
        Arguments.of(
            "PUT " + secret + "A".repeat(256), "{\"value\":\"a\"}", "invalid_field", "key"));
  }

  @ParameterizedTest
  @MethodSource({"pipelines", "others"})
  void namesTheField(String path, String json, String code, String field) {
    Answer answer =
        path.startsWith("PUT ") ? ada.put(path.substring(4), json) : ada.post(path, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("/code")).isEqualTo(code);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    assertThat(answer.text("/errors/0/message")).isNotBlank();
    assertThat(answer.text("/instance"))
        .isEqualTo("urn:request:" + answer.header("X-Request-Id").orElseThrow());
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("", "missing_body"),
        Arguments.of("null", "wrong_type"),
        Arguments.of("[]", "wrong_type"),
        Arguments.of("\"text\"", "wrong_type"),
        Arguments.of("7", "wrong_type"),
        Arguments.of("{", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\"]", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\"]} {}", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\"]}x", "malformed_json"),
        Arguments.of("{'commands':['a']}", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\",]}", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\"],\"commands\":[\"b\"]}", "malformed_json"),
        Arguments.of("{\"commands\":[\"a\"],\"timeout_s\":NaN}", "malformed_json"),
        Arguments.of(
            "{\"commands\":[\"a\"],\"timeout_s\":" + "9".repeat(100) + "}", "malformed_json"),
        Arguments.of("\ufeff{\"commands\":[\"a\"]}", "malformed_json"),
        Arguments.of("[".repeat(100_000), "wrong_type"),
        Arguments.of("{\"commands\":" + "[".repeat(60) + "]".repeat(60) + "}", "wrong_type"),
        Arguments.of("{\"" + "k".repeat(10_000) + "\":1}", "malformed_json"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesWhatIsNoJsonObject(String json, String code) {
    Answer answer = ada.post("pipelines", json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo(code);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    for (byte[] bad :
        new byte[][] {
          {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
          "{\"commands\":[\"ü\"]}".getBytes(StandardCharsets.ISO_8859_1),
          "{\"commands\":[\"a\"]}".getBytes(StandardCharsets.UTF_16LE),
          {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
          {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'}
        }) {
      Answer answer =
          server.send(
              ada.request("pipelines")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(bad)));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/code")).isEqualTo("malformed_json");
    }
  }

  @Test
  void neverRepeatsWhatWasSent() {
    for (String json :
        new String[] {
          "{\"value\":hunter2}",
          "{\"value\":{\"hunter2\":1}}",
          "{\"value\":\"hunter2%\",\"encoding\":\"base64\"}",
          "{\"value\":\"a\",\"encoding\":\"hunter2\"}",
          "{\"value\":\"a\" hunter2}"
        }) {
      Answer answer = ada.put("projects/shop/envs/prod/secrets/A", json);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("hunter2");
    }
  }

  @Test
  void tellsASecretThatIsTooLarge() {
    String value = "x".repeat(65_537);
    Answer answer = ada.put("projects/shop/envs/prod/secrets/A", "{\"value\":\"" + value + "\"}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("/errors/0/field")).isEqualTo("value");
  }

  @Test
  void writesNothingForARefusedRequest() {
    Client eve = server.newcomer("Eve");
    String before = eve.get("audit/verify").body();
    eve.post("projects", "{\"name\":\"ok\",\"description\":\"\\u0000\"}");
    eve.post("pipelines", "{\"commands\":[\"a\"],\"project\":\"no\",\"environment\":\"no\"}");
    assertThat(eve.get("audit/verify").body()).isEqualTo(before);
    assertThat(eve.get("pipelines").text("/items/0")).isEmpty();
    assertThat(eve.get("projects").text("/items/0")).isEmpty();
  }
}
