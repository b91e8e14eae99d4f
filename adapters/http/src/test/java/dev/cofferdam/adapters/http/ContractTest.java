package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That what is not as the document says is found. */
final class ContractTest {
  private static final String PROJECTS = "/api/v1/orgs/adas-tools/projects";
  private static TestServer server;
  private static Contract contract;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    contract = server.contract();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer created() {
    Client ada = server.newcomer("Ada");
    return ada.post("projects", "{\"name\":\"shop\"}");
  }

  private static Answer problem() {
    Client ada = server.newcomer("Ada");
    return ada.post("projects", "{\"name\":\"No\"}");
  }

  private static Answer with(Answer answer, String header, Optional<String> value) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    headers.remove(header);
    value.ifPresent(text -> headers.put(header, List.of(text)));
    return new Answer(
        answer.status(), HttpHeaders.of(headers, (name, each) -> true), answer.body());
  }

  private static void check(String method, String path, String sent, Answer answer) {
    contract.check(method, URI.create("http://x" + path), Optional.of(sent), answer);
  }

  @Test
  void takesWhatIsAsItSays() {
    assertThatCode(() -> check("POST", PROJECTS, "{\"name\":\"shop\"}", created()))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("POST", PROJECTS, "whatever", problem())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\" | \"nmae\" | additional properties",
        "\"name\":\"shop\" | \"name\":\"Shop\" | pattern",
        "\"name\":\"shop\" | \"name\":7 | string expected",
        "\"description\":\"\" | \"description\":null | string expected",
        "\"created_at\":\"20 | \"created_at\":\"x20 | date-time",
        "\"id\":\" | \"id\":\"x | uuid"
      })
  void findsAnotherBody(String before, String after, String fault) {
    Answer answer = created();
    Answer other =
        new Answer(answer.status(), answer.headers(), answer.body().replace(before, after));
    assertThatThrownBy(() -> check("POST", PROJECTS, "{\"name\":\"shop\"}", other))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(fault);
  }

  @Test
  void findsAnotherCode() {
    Answer answer = problem();
    Answer other =
        new Answer(
            answer.status(),
            answer.headers(),
            answer.body().replace("\"code\":\"invalid_field\"", "\"code\":\"odd_field\""));
    assertThatThrownBy(() -> check("POST", PROJECTS, "", other)).hasMessageContaining("enum");
  }

  @Test
  void findsAnotherStatusMediaTypeAndHeader() {
    String sent = "{\"name\":\"shop\"}";
    Answer answer = created();
    Answer teapot = new Answer(418, answer.headers(), answer.body());
    assertThatThrownBy(() -> check("POST", PROJECTS, sent, teapot))
        .hasMessageContaining("no such status");
    assertThatThrownBy(
            () ->
                check(
                    "POST", PROJECTS, sent, with(answer, "content-type", Optional.of("text/html"))))
        .hasMessageContaining("text/html");
    assertThatThrownBy(
            () -> check("POST", PROJECTS, sent, with(answer, "location", Optional.empty())))
        .hasMessageContaining("Location is missing");
    assertThatThrownBy(
            () -> check("POST", PROJECTS, sent, with(answer, "etag", Optional.of("\"1\""))))
        .hasMessageContaining("etag is not documented");
    assertThatThrownBy(
            () -> check("POST", PROJECTS, sent, with(answer, "x-powered-by", Optional.of("us"))))
        .hasMessageContaining("x-powered-by is not documented");
    assertThatThrownBy(
            () -> check("POST", PROJECTS, sent, with(answer, "referrer-policy", Optional.empty())))
        .hasMessageContaining("Referrer-Policy is missing");
  }

  @Test
  void findsARequestThatWasTakenAgainstTheDocument() {
    Answer answer = created();
    assertThatThrownBy(() -> check("POST", PROJECTS, "{\"name\":\"shop\",\"x\":1}", answer))
        .hasMessageContaining("additional properties");
    assertThatThrownBy(() -> check("POST", PROJECTS + "?x=1", "{\"name\":\"shop\"}", answer))
        .hasMessageContaining("the parameter x");
    assertThatThrownBy(() -> check("POST", "/api/v1/nothing", "{}", answer))
        .hasMessageContaining("no such operation");
  }
}
