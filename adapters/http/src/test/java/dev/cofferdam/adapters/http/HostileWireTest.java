package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers can get wrong around the body: each is a 4xx with a code, and never a 500. */
class HostileWireTest {
  private static final String JSON = "application/json";
  private static TestServer server;
  private static Client ada;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("/code")).isEqualTo(code);
    assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
    assertThat(answer.text("/type")).isEqualTo("https://cofferdam.dev/problems/" + code);
    assertThat(answer.text("/instance"))
        .isEqualTo("urn:request:" + answer.header("X-Request-Id").orElseThrow());
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  static Stream<Arguments> credentials() {
    return Stream.of(
        Arguments.of("", "invalid_token"),
        Arguments.of("Bearer", "invalid_token"),
        Arguments.of("Bearer ", "invalid_token"),
        Arguments.of("Bearer a b", "invalid_token"),
        Arguments.of("Bearer ü", "invalid_token"),
        Arguments.of("Bearer x", "invalid_token"),
        Arguments.of("Bearer " + "a".repeat(5_000), "invalid_token"),
        Arguments.of("Basic YTpi", "invalid_token"),
        Arguments.of("Basic %%%", "invalid_token"),
        Arguments.of("Digest username=\"", "invalid_token"));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void refusesACredentialThatIsNone(String header, String code) {
    Answer answer = server.send(server.request("/api/v1/me").header("Authorization", header).GET());
    assertProblem(answer, 401, code);
    assertThat(answer.header("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer realm=")
        .contains("error=\"invalid_token\"");
  }

  @Test
  void asksForACredentialWhereThereIsNone() {
    Answer answer = server.send(server.request("/api/v1/me").GET());
    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"cofferdam\"");
  }

  @Test
  void refusesTwoCredentials() {
    Answer answer = ada.get("/api/v1/me", "Authorization", "Bearer other");
    assertProblem(answer, 401, "invalid_token");
  }

  @Test
  void tellsRoutesMethodsAndTypesApart() {
    assertProblem(ada.get("/api/v1/nothing"), 404, "no_such_route");
    assertProblem(ada.get("/"), 404, "no_such_route");
    assertProblem(ada.get("/api/v1/orgs/" + ada.org() + "/nothing"), 404, "no_such_route");
    Answer wrongMethod = server.send(ada.request("/api/v1/me").DELETE());
    assertProblem(wrongMethod, 405, "method_not_allowed");
    assertThat(wrongMethod.header("Allow").orElseThrow()).contains("GET");
    assertProblem(ada.get("projects", "Accept", "image/png"), 406, "not_acceptable");
    assertProblem(ada.get("projects", "Accept", "no media type"), 400, "bad_request");
  }

  @Test
  void refusesParametersWithinPaths() {
    for (String path : new String[] {"/api/v1/me;v=1", "/api/v1;x/me", "/api/v1/orgs;/x"}) {
      String answer =
          RawHttp.exchange(
              server.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"path\"");
    }
  }

  @Test
  void takesNoHeaderForAFaultOfItsOwn() {
    for (String path :
        new String[] {
          "/api/v1/plans", "/openapi.json", "/docs", "/docs/start.js", "/healthcheck", "/api/v1/me"
        }) {
      for (String header :
          new String[] {
            "Content-Type: application/json;q=2",
            "Content-Type: /",
            "Content-Type: a/b;c=\"",
            "If-None-Match: x",
            "If-Match: x",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "If-Unmodified-Since: x",
            "Accept: x",
            "Accept: */*;q=9",
            "Accept-Language: ;;",
            "Accept-Encoding: ;q=x",
            "Accept-Charset: ;q=x",
            "Content-Language: \u0001",
            "Content-Length: x",
            "Range: bytes=x",
            "Cookie: =;=",
            "Expect: x",
            "Date: x",
            "Origin: \"",
            "Authorization: x"
          }) {
        String answer =
            RawHttp.exchange(
                server.port(),
                "GET "
                    + path
                    + " HTTP/1.1\r\nHost: a\r\n"
                    + header
                    + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(path + " " + header).matches("(?s)HTTP/1.1 [234].*");
      }
    }
  }

  @Test
  void refusesMethodsThatNoRouteHas() {
    for (String method : new String[] {"TRACE", "PROPFIND", "X"}) {
      String answer =
          RawHttp.exchange(
              server.port(),
              method + " /api/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 40").contains("method_not_allowed");
    }
  }

  static Stream<Arguments> mediaTypes() {
    return Stream.of(
        Arguments.of("text/plain"),
        Arguments.of("application/xml"),
        Arguments.of("application/x-www-form-urlencoded"),
        Arguments.of("application/json; charset=utf-16"),
        Arguments.of("multipart/form-data; boundary=x"));
  }

  @ParameterizedTest
  @MethodSource("mediaTypes")
  void refusesABodyThatIsNoJson(String mediaType) {
    Answer answer =
        server.send(
            ada.request("projects")
                .header("Content-Type", mediaType)
                .POST(Client.body("{\"name\":\"a\"}")));
    assertProblem(answer, 415, "unsupported_media_type");
  }

  @Test
  void refusesABodyWithoutAMediaType() {
    Answer answer = server.send(ada.request("projects").POST(Client.body("{\"name\":\"a\"}")));
    assertProblem(answer, 415, "unsupported_media_type");
    Answer bad =
        server.send(ada.request("projects").header("Content-Type", "/").POST(Client.body("{}")));
    assertThat(bad.status()).isIn(400, 415);
  }

  @Test
  void refusesABodyOverTheLimitByWhatItSays() {
    Answer answer = ada.post("projects", " ".repeat((1 << 20) + 1));
    assertProblem(answer, 413, "too_large");
    assertThat(answer.text("/errors/0/field")).isEqualTo("body");
  }

  @Test
  void refusesABodyOverTheLimitByWhatComes() {
    HttpRequest.BodyPublisher endless =
        HttpRequest.BodyPublishers.fromPublisher(Client.body(" ".repeat((1 << 20) + 1)));
    Answer answer = server.send(ada.request("projects").header("Content-Type", JSON).POST(endless));
    assertProblem(answer, 413, "too_large");
  }

  @Test
  void saysThatItClosesAConnectionWhoseBodyItDidNotRead() {
    String tooLong = " ".repeat((1 << 20) + 1);
    String stranger = "Bearer x";
    for (Answer closing :
        List.of(
            ada.post("projects", tooLong),
            ada.post("projects/shop/envs/prod/import", tooLong, "Authorization", stranger),
            ada.post("/api/v1/nothing", "{}"))) {
      assertThat(closing.header("Connection")).as(closing.body()).contains("close");
    }
    for (Answer staying :
        List.of(
            ada.get("projects"),
            ada.post("projects", "{}"),
            ada.post("projects", "{\"name\":\"kept\"}"),
            ada.post("projects", "{}", "Authorization", stranger))) {
      assertThat(staying.header("Connection")).as(staying.body()).isEmpty();
    }
  }

  @Test
  void readsAGzippedBodyAndBoundsWhatIsInIt() {
    Answer fine = gzipped(gzip("{\"name\":\"zipped\"}"));
    assertThat(fine.status()).as(fine.body()).isEqualTo(201);
    assertProblem(gzipped(gzip(" ".repeat(20 << 20))), 413, "too_large");
    assertThat(gzipped(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).status()).isEqualTo(400);
    byte[] cut = gzip("{\"name\":\"cut\"}");
    assertThat(gzipped(Arrays.copyOf(cut, cut.length / 2)).status()).isEqualTo(400);
  }

  private static Answer gzipped(byte[] body) {
    return server.send(
        ada.request("projects")
            .header("Content-Type", JSON)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void refusesAnotherEncodingThanGzip() {
    Answer answer =
        server.send(
            ada.request("projects")
                .header("Content-Type", JSON)
                .header("Content-Encoding", "br")
                .POST(Client.body("{}")));
    assertProblem(answer, 415, "unsupported_content_encoding");
  }

  @Test
  void refusesABodyThatEndsEarly() {
    String head =
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    String cut =
        RawHttp.exchange(
            server.port(),
            (head + "Content-Length: 100\r\n\r\n{\"email\"").getBytes(StandardCharsets.US_ASCII),
            true);
    assertThat(cut).doesNotContain("HTTP/1.1 500").doesNotContain(" 200 ");
    String badChunk =
        RawHttp.exchange(
            server.port(), head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
    assertThat(badChunk).startsWith("HTTP/1.1 400").contains("\"code\":");
  }

  static Stream<Arguments> requestLines() {
    return Stream.of(
        Arguments.of("GET /api/v1/orgs/%zz/projects HTTP/1.1", 400),
        Arguments.of("GET /api/v1/orgs/%2e%2e%2f/projects HTTP/1.1", 400),
        Arguments.of("GET /api/v1/orgs/a%2fb/projects HTTP/1.1", 400),
        Arguments.of("GET /api/v1/orgs/a%00b/projects HTTP/1.1", 400),
        Arguments.of("GET /api/v1/../../etc/passwd HTTP/1.1", 400),
        Arguments.of("GET /\u00ff HTTP/1.1", 400),
        Arguments.of("GET /api/v1/me?limit=%zz HTTP/1.1", 400),
        Arguments.of("GET /" + "a".repeat(20_000) + " HTTP/1.1", 414),
        Arguments.of("GET /api/v1/me HTTP/9.9", 505),
        Arguments.of("nonsense", 400),
        Arguments.of("GET /api/v1/me HTTP/1.1\r\nX: " + "a".repeat(20_000), 431),
        Arguments.of("GET /api/v1/me HTTP/1.1\r\nbad header: a", 400),
        Arguments.of("GET /api/v1/me HTTP/1.1\r\nContent-Length: -1", 400),
        Arguments.of("GET /api/v1/me HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", 400));
  }

  @ParameterizedTest
  @MethodSource("requestLines")
  void answersWhatJettyRefusesAsAProblemToo(String lines, int status) {
    String answer =
        RawHttp.exchange(server.port(), lines + "\r\nHost: a\r\nConnection: close\r\n\r\n");
    // 401 is what a path that Jetty lets through gets for want of a credential.
    assertThat(answer).containsPattern("^HTTP/1\\.1 (" + status + "|401|404) ");
    assertThat(answer)
        .contains("application/problem+json")
        .contains("\"instance\":\"urn:request:")
        .doesNotContain("<html")
        .doesNotContain("jetty");
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("projects?limit=0", "limit"),
        Arguments.of("projects?limit=501", "limit"),
        Arguments.of("projects?limit=", "limit"),
        Arguments.of("projects?limit=ten", "limit"),
        Arguments.of("projects?limit=-1", "limit"),
        Arguments.of("projects?limit=99999999999999999999", "limit"),
        Arguments.of("projects?limit=1&limit=2", "limit"),
        Arguments.of("projects?cursor=%25", "cursor"),
        Arguments.of("projects?cursor=AA", "cursor"),
        Arguments.of("projects?cursor=" + "A".repeat(1_001), "cursor"),
        Arguments.of("pipelines?cursor=YQ", "cursor"),
        Arguments.of("audit?cursor=YQ", "cursor"),
        Arguments.of("audit?resource=a%00b", "resource"),
        Arguments.of("audit?since=2026", "since"),
        Arguments.of("usage?period=2026-13", "period"),
        Arguments.of("usage?period=now", "period"),
        Arguments.of("projects?order=name", "order"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void namesTheQueryParameter(String path, String field) {
    Answer answer = ada.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        Arguments.of("projects/UPPER/envs", "project"),
        Arguments.of("projects/" + "a".repeat(64) + "/envs", "project"),
        Arguments.of("projects/shop/envs/a%20b/secrets", "environment"),
        Arguments.of("projects/shop/envs/prod/secrets/9", "key"),
        Arguments.of("projects/shop/envs/prod/secrets/A-B", "key"),
        Arguments.of("projects/shop/envs/prod/secrets/%E2%82%AC", "key"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void namesThePartOfThePath(String path, String field) {
    Answer answer = ada.get(path);
    assertProblem(answer, 400, "invalid_field");
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        Arguments.of(Map.of("If-Match", "3"), 400),
        Arguments.of(Map.of("If-Match", "\"3\", \"4\""), 400),
        Arguments.of(Map.of("If-Match", "*"), 400),
        Arguments.of(Map.of("If-Match", "\"abc\""), 412),
        Arguments.of(Map.of("If-Match", "W/\"1\""), 412),
        Arguments.of(Map.of("If-Match", "\"99999999999999999999\""), 412),
        Arguments.of(Map.of("If-None-Match", "\"1\""), 400),
        Arguments.of(Map.of("If-None-Match", "*", "If-Match", "\"1\""), 400));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void refusesConditionsThatCantHold(Map<String, String> headers, int status) {
    HttpRequest.Builder request =
        ada.request("projects/shop/envs/prod/secrets/A").header("Content-Type", JSON);
    headers.forEach(request::header);
    Answer answer = server.send(request.PUT(Client.body("{\"value\":\"a\"}")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void tellsOurOwnMistakesWithoutWhatWentWrong() {
    for (String how : new String[] {"state", "error"}) {
      Answer answer = ada.get("/broken/" + how);
      assertProblem(answer, 500, "internal");
      assertThat(answer.body()).doesNotContain(BrokenResource.HINT);
    }
  }

  @Test
  void saysWhatIsMissingWhereNothingCanRun() {
    server.world().missRuntime(Optional.of("Install Docker."));
    try {
      Answer answer = ada.post("pipelines", "{\"commands\":[\"true\"]}");
      assertProblem(answer, 503, "no_runtime");
      assertThat(answer.text("/detail")).isEqualTo("Install Docker.");
      assertThat(answer.header("Retry-After")).isPresent();
    } finally {
      server.world().missRuntime(Optional.empty());
    }
  }

  @Test
  void refusesTheOpenNetworkWhereTheOperatorDoes() {
    Answer answer = ada.post("pipelines", "{\"commands\":[\"true\"],\"network\":\"open\"}");
    assertProblem(answer, 403, "network_not_allowed");
    assertThat(answer.text("/errors/0/field")).isEqualTo("network");
  }
}
