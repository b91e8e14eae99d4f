package dev.cofferdam.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.http.Answer;
import dev.cofferdam.adapters.http.TestServer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation comes from this server as a whole. */
final class DocsResourceTest {
  private static final Pattern PART = Pattern.compile("(?:src|href)=\"([^\"]*)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer get(String path, String... headers) {
    var request = server.request(path).GET();
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void allPartsOfThePageAreHere() {
    Answer page = get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    List<String> parts =
        PART.matcher(page.body()).results().map((MatchResult part) -> part.group(1)).toList();
    assertThat(parts).hasSizeGreaterThan(4).allMatch(part -> part.matches("/[a-z].*"));
    for (String part : parts) {
      Answer answer = get(part);
      assertThat(answer.status()).as(part).isEqualTo(200);
      assertThat(answer.body()).as(part).hasSizeGreaterThan(100);
    }
  }

  @Test
  void aBrowserMayAskNobodyElse() {
    for (String path : List.of("/docs", "/docs/start.js", "/docs/swagger-ui.js")) {
      String policy = get(path).header("Content-Security-Policy").orElseThrow();
      assertThat(policy)
          .startsWith("default-src 'none';")
          .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
          .doesNotContain("http", "*", "unsafe");
    }
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    Answer first = get("/docs/swagger-ui.js");
    Answer again = get("/docs/swagger-ui.js", "If-None-Match", first.header("ETag").orElseThrow());
    assertThat(first.body()).contains("SwaggerUIBundle");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void nothingElseOfTheClassPathIsServed() {
    for (String path :
        List.of("Refuses.class", "..%2Fopenapi%2Fdocs.html", "%2e%2e", "index.html")) {
      Answer answer = get("/docs/" + path);
      assertThat(answer.status()).as(path).isBetween(400, 404);
    }
    assertThat(get("/docs/other.js").text("/code")).isEqualTo("file_not_found");
  }
}
