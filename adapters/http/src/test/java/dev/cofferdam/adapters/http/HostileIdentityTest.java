package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, names and tokens that nobody means well with. */
class HostileIdentityTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void takesCaseAndSpacingOfAnAddressForNothing() {
    Client ada = server.newcomer("Ada");
    for (String variant :
        List.of(
            ada.email().toUpperCase(Locale.ROOT),
            "  " + ada.email() + "\\t",
            "\\u2003" + ada.email() + "\\n")) {
      assertThat(register(variant, "Eve").text("/code")).as(variant).isEqualTo("email_taken");
    }
    assertThat(logIn(ada.email().toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
  }

  @Test
  void takesWhatOnlyLooksLikeAnAddressForAnother() {
    String tail = UUID.randomUUID() + "@example.org";
    assertThat(register("paypal-" + tail, "Ada").status()).isEqualTo(201);
    for (String lookalike :
        List.of("p\\u0430ypal-" + tail, "paypa1-" + tail, "pay.pal-" + tail, "paypal+x-" + tail)) {
      assertThat(logIn(lookalike).status()).as(lookalike).isEqualTo(401);
      assertThat(register(lookalike, "Eve").status()).as(lookalike).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada(x)@example.org",
        "a\\u200bda@example.org",
        "ada\\u202e@example.org",
        "a\\u3164da@example.org",
        "ada@example.org\\r\\nBcc: eve@example.org",
        "ada\\u0000@example.org",
        "ada@\\uff45xample.org",
        "ada@stra\\u00dfe.example",
        "\\ud800@example.org"
      })
  void refusesAddressesThatMailWouldGoAstrayWith(String email) {
    for (String route : List.of("register", "login", "password/forgot")) {
      Answer answer = post("/api/v1/auth/" + route, credentials(email, "Ada", route));
      assertThat(answer.status()).as(route).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u200b",
        "\\u00a0\\u2003",
        "\\u3164",
        "Ada\\u202eevE",
        "Ada\\u200f",
        "Ada\\u2066",
        "Ada\\r\\nX: y",
        "Ada\\u0000",
        "\\ud800"
      })
  void refusesNamesThatNobodySeesOrThatTurnOthers(String name) {
    Answer answer = register(UUID.randomUUID() + "@example.org", name);
    assertThat(answer.status()).isEqualTo(400);
  }

  static Stream<Arguments> deepBodies() {
    String deep = "[".repeat(200) + "]".repeat(200);
    String objects = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
    return Stream.of(
            "/api/v1/auth/register",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/email/verify",
            "/api/v1/auth/password/forgot",
            "/api/v1/auth/password/reset")
        .flatMap(
            path ->
                Stream.of(deep, objects, "{\"email\":" + deep + "}", "{\"token\":" + objects + "}")
                    .map(body -> Arguments.of(path, body)));
  }

  @ParameterizedTest
  @MethodSource("deepBodies")
  void refusesBodiesThatAreTooDeep(String path, String body) {
    Answer answer = post(path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isIn("wrong_type", "malformed_json", "unknown_field");
  }

  @Test
  void refusesEveryLetterTokenWithOneCharacterChanged() {
    Client ada = server.newcomer("Ada");
    String token = server.world().post().newestTokenTo(EmailAddress.parse(ada.email()));
    for (int at : new int[] {0, 3, 4, 20, token.length() - 1}) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      Answer answer = post("/api/v1/auth/email/verify", "{\"token\":\"" + changed + "\"}");
      assertThat(answer.status()).as(changed).isEqualTo(400);
      assertThat(answer.body()).doesNotContain(changed);
    }
    assertThat(post("/api/v1/auth/email/verify", "{\"token\":\"" + token + "\"}").status())
        .isEqualTo(200);
  }

  @Test
  void refusesALetterTokenInTheAuthorizationHeaderAndAnAccessTokenInALettersPlace() {
    Client ada = server.newcomer("Ada");
    String token = server.world().post().newestTokenTo(EmailAddress.parse(ada.email()));
    for (String credential : List.of(token, token.replace("cfv_", "cfs_"), "x".repeat(4_096))) {
      HttpRequest.Builder request =
          server.request("/api/v1/me").header("Authorization", "Bearer " + credential);
      assertThat(server.send(request.GET()).status()).isEqualTo(401);
    }
    assertThat(post("/api/v1/auth/email/verify", "{\"token\":\"" + ada.token() + "\"}").status())
        .isEqualTo(400);
  }

  @Test
  void livesOnAfterATokenOfAMegabyte() {
    String answer =
        RawHttp.exchange(
            server.port(),
            "GET /api/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                + "a".repeat(1 << 20)
                + "\r\n\r\n");
    assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 500");
    String body = "{\"refresh_token\":\"" + "a".repeat(1 << 20) + "\"}";
    assertThat(post("/api/v1/auth/refresh", body).status()).isEqualTo(413);
    assertThat(server.newcomer("Ada").get("/api/v1/me").status()).isEqualTo(200);
  }

  private static Answer register(String email, String name) {
    return post("/api/v1/auth/register", credentials(email, name, "register"));
  }

  private static Answer logIn(String email) {
    return post("/api/v1/auth/login", credentials(email, "", "login"));
  }

  /** The values come with JSON's escapes in them. */
  private static String credentials(String email, String name, String route) {
    String password = route.contains("forgot") ? "" : ",\"password\":\"" + Client.PASSWORD + "\"";
    String named = route.equals("register") ? ",\"name\":\"" + name + "\"" : "";
    return "{\"email\":\"" + email + "\"" + password + named + "}";
  }

  private static Answer post(String path, String body) {
    return server.send(
        server.request(path).header("Content-Type", "application/json").POST(Client.body(body)));
  }
}
