package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with their own account over HTTP: sessions, passwords, settings. */
class AccountRoutesTest {
  private static final String OTHER = "another long pass phrase";

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
  void showsSessionsAndEndsOne() {
    Client ada = server.newcomer("Ada");
    Answer login = logIn(ada.email(), Client.PASSWORD, "cli/1.0");
    assertThat(login.status()).isEqualTo(200);
    Answer list = ada.get("/api/v1/me/sessions");
    assertThat(list.json().at("/items")).hasSize(2);
    assertThat(list.text("/items/0/user_agent")).isEqualTo("cli/1.0");
    assertThat(list.text("/items/0/ip")).isEqualTo("127.0.0.1");
    assertThat(list.json().at("/items/0/current").asBoolean()).isFalse();
    assertThat(list.json().at("/items/1/current").asBoolean()).isTrue();
    assertThat(ada.get("/api/v1/me/sessions?limit=1").header("Link")).isPresent();

    String session = list.text("/items/0/id");
    assertThat(delete(ada, session).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/me/sessions").json().at("/items")).hasSize(1);
    HttpRequest.Builder ended =
        server
            .request("/api/v1/me")
            .header("Authorization", "Bearer " + login.text("/access_token"));
    assertThat(server.send(ended.GET()).text("/code")).isEqualTo("invalid_token");
  }

  @Test
  void saysTheSameOfAForeignAnUnknownAndAnEndedSession() {
    Client ada = server.newcomer("Ada");
    Client bob = server.newcomer("Bob");
    String foreign = bob.get("/api/v1/me/sessions").text("/items/0/id");
    logIn(ada.email(), Client.PASSWORD, "x");
    String ended = ada.get("/api/v1/me/sessions").text("/items/0/id");
    delete(ada, ended);
    Map<String, Object> unknown = comparable(delete(ada, UUID.randomUUID().toString()));
    assertThat(unknown.get("status")).isEqualTo(404);
    for (String id : List.of(foreign, ended, "x", "..%20", "0".repeat(200))) {
      assertThat(comparable(delete(ada, id))).as(id).isEqualTo(unknown);
    }
    assertThat(bob.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void answersAlikeWhetherThereIsAnAccountOrNot() {
    Client ada = server.newcomer("Ada");
    Answer known = forgot(ada.email());
    Answer unknown = forgot("nobody-" + UUID.randomUUID() + "@example.org");
    assertThat(known.status()).isEqualTo(202);
    assertThat(comparable(known)).isEqualTo(comparable(unknown));

    Answer wrong = logIn(ada.email(), OTHER, "x");
    Answer nobody = logIn("nobody@example.org", OTHER, "x");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(comparable(wrong)).isEqualTo(comparable(nobody));
  }

  @Test
  void setsANewPasswordByLetter() {
    Client ada = server.newcomer("Ada");
    forgot(ada.email());
    String token = server.world().post().newestTokenTo(EmailAddress.parse(ada.email()));
    String body = "{\"token\":\"" + token + "\",\"password\":\"" + OTHER + "\"}";
    assertThat(post("/api/v1/auth/password/reset", body).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/me").text("/code")).isEqualTo("invalid_token");
    assertThat(logIn(ada.email(), Client.PASSWORD, "x").status()).isEqualTo(401);
    Answer login = logIn(ada.email(), OTHER, "x");
    assertThat(login.json().at("/user/email_verified").asBoolean()).isTrue();
    Answer again = post("/api/v1/auth/password/reset", body);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text("/code")).isEqualTo("invalid_token_in_link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forgot | {} | email",
        "forgot | {\"email\":\"ada(x)@example.org\"} | email",
        "forgot | {\"email\":7} | email",
        "forgot | {\"email\":\"a@b.c\",\"x\":1} | x",
        "reset | {\"password\":\"a long enough one\"} | token",
        "reset | {\"token\":\"cfp_x\"} | password",
        "reset | {\"token\":\"cfp_x\",\"password\":\"short\"} | password",
        "reset | {\"token\":\"cfp_x\",\"password\":\"password123\"} | password",
        "reset | {\"token\":\"cfp_x\",\"password\":\"a long enough one\"} | token"
      })
  void namesTheFieldThatIsWrong(String route, String body, String field) {
    Answer answer = post("/api/v1/auth/password/" + route, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void changesNameAddressAndPassword() {
    Client ada = server.newcomer("Ada");
    Answer login = logIn(ada.email(), Client.PASSWORD, "x");
    assertThat(patch(ada, "{\"name\":\"Countess\"}").text("/user/name")).isEqualTo("Countess");
    EmailAddress other = EmailAddress.parse("countess-" + UUID.randomUUID() + "@example.org");
    Answer changed =
        patch(
            ada,
            """
            {"email":"%s","password":"%s","current_password":"%s"}"""
                .formatted(other, OTHER, Client.PASSWORD));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("/user/email")).isEqualTo(ada.email());
    HttpRequest.Builder ended =
        server
            .request("/api/v1/me")
            .header("Authorization", "Bearer " + login.text("/access_token"));
    assertThat(server.send(ended.GET()).status()).as("another session").isEqualTo(401);
    String token = server.world().post().newestTokenTo(other);
    assertThat(post("/api/v1/auth/email/verify", "{\"token\":\"" + token + "\"}").status())
        .isEqualTo(200);
    assertThat(ada.get("/api/v1/me").text("/user/email")).isEqualTo(other.value());
    assertThat(logIn(other.value(), OTHER, "x").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"email\":\"new@example.org\"} | 400 | current_password",
        "{\"password\":\"another long one\"} | 400 | current_password",
        "{\"password\":\"short\",\"current_password\":\"x\"} | 400 | password",
        "{\"email\":\"a..b@example.org\",\"current_password\":\"x\"} | 400 | email",
        "{\"name\":\"\\u200b\"} | 400 | name",
        "{\"id\":\"x\"} | 400 | id",
        "{\"password\":\"another long one\",\"current_password\":\"wrong\"} | 403 | ''"
      })
  void refusesChangesThatCantBeMeant(String body, int status, String field) {
    Client ada = server.newcomer("Ada");
    Answer answer = patch(ada, body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    assertThat(logIn(ada.email(), Client.PASSWORD, "x").status()).isEqualTo(200);
  }

  @Test
  void slowsDownWhoGuessesAPasswordInSomebodysSession() {
    Client ada = server.newcomer("Ada");
    String guess = "{\"password\":\"another long one\",\"current_password\":\"guess\"}";
    for (int i = 0; i < 5; i++) {
      assertThat(patch(ada, guess).text("/code")).isEqualTo("wrong_password");
    }
    Answer slow = patch(ada, guess);
    assertThat(slow.status()).isEqualTo(429);
    assertThat(slow.text("/code")).isEqualTo("slow_down");
    assertThat(slow.header("Retry-After")).contains("1");
  }

  @Test
  void sendsTheLetterAgainAndThenNot() {
    Client ada = server.unverified("Ada");
    EmailAddress email = EmailAddress.parse(ada.email());
    assertThat(ada.post("/api/v1/auth/email/resend", "").status()).isEqualTo(202);
    assertThat(ada.post("/api/v1/auth/email/resend", "").status()).isEqualTo(202);
    Answer slow = ada.post("/api/v1/auth/email/resend", "");
    assertThat(slow.status()).isEqualTo(429);
    assertThat(Integer.parseInt(slow.header("Retry-After").orElseThrow())).isBetween(50, 60);
    assertThat(server.world().post().subjectsTo(email)).hasSize(3);
  }

  @Test
  void keepsWhichLettersSomebodyWants() {
    Client ada = server.newcomer("Ada");
    String path = "/api/v1/me/notifications";
    assertThat(ada.get(path).body())
        .isEqualTo(
            "{\"invitation_reminders\":true,\"sign_up_attempts\":true,\"failed_runs\":true}");
    String muted =
        "{\"invitation_reminders\":false,\"sign_up_attempts\":true,\"failed_runs\":false}";
    assertThat(ada.put(path, muted).body()).isEqualTo(muted);
    assertThat(ada.get(path).body()).isEqualTo(muted);
    Answer half = ada.put(path, "{\"sign_up_attempts\":true}");
    assertThat(half.status()).isEqualTo(400);
    assertThat(half.text("/errors/0/field")).isEqualTo("invitation_reminders");
    assertThat(
            ada.put(path, "{\"invitation_reminders\":\"no\",\"sign_up_attempts\":true}").status())
        .isEqualTo(400);
  }

  @Test
  void tellsWhoHasTheAccountOfASecondSignUp() {
    Client ada = server.newcomer("Ada");
    String body =
        """
        {"email":" %s ","password":"%s","name":"Eve"}"""
            .formatted(ada.email().toUpperCase(java.util.Locale.ROOT), OTHER);
    HttpRequest.Builder request =
        server
            .request("/api/v1/auth/register")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k-" + UUID.randomUUID());
    assertThat(server.send(request.POST(Client.body(body))).text("/code")).isEqualTo("email_taken");
    assertThat(server.world().post().subjectsTo(EmailAddress.parse(ada.email())))
        .containsExactly("VerifyEmail", "AlreadySignedUp");
  }

  /** All come from one address, from which Ada has logged in and nobody else. */
  @Test
  void saysNoMoreOfAnAccountThatIsKnownAtAnAddress() {
    try (TestServer own = TestServer.start()) {
      Client ada = own.newcomer("Ada");
      assertThat(logIn(own, ada.email(), Client.PASSWORD).status()).isEqualTo(200);
      assertSameAnswer(own, ada, 401);
      for (int i = 0; i < 18; i++) {
        assertThat(logIn(own, "user" + i + "@example.org", OTHER).status()).isEqualTo(401);
      }
      assertSameAnswer(own, ada, 429);
    }
  }

  private static void assertSameAnswer(TestServer where, Client ada, int status) {
    Answer known = logIn(where, ada.email(), OTHER);
    Answer unknown = logIn(where, "nobody@example.org", OTHER);
    assertThat(known.status()).isEqualTo(status);
    assertThat(comparable(known)).isEqualTo(comparable(unknown));
  }

  private static Answer logIn(TestServer where, String email, String password) {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return where.send(
        where
            .request("/api/v1/auth/login")
            .header("Content-Type", "application/json")
            .POST(Client.body(body)));
  }

  private static Answer logIn(String email, String password, String userAgent) {
    return server.send(
        server
            .request("/api/v1/auth/login")
            .header("Content-Type", "application/json")
            .header("User-Agent", userAgent)
            .POST(
                Client.body(
                    """
                    {"email":"%s","password":"%s"}"""
                        .formatted(email, password))));
  }

  private static Answer forgot(String email) {
    return post("/api/v1/auth/password/forgot", "{\"email\":\"" + email + "\"}");
  }

  private static Answer post(String path, String body) {
    return server.send(
        server.request(path).header("Content-Type", "application/json").POST(Client.body(body)));
  }

  private static Answer patch(Client who, String body) {
    return server.send(
        who.request("/api/v1/me")
            .header("Content-Type", "application/json")
            .method("PATCH", Client.body(body)));
  }

  private static Answer delete(Client who, String session) {
    return server.send(who.request("/api/v1/me/sessions/" + session).DELETE());
  }

  /** Everything of an answer but what differs between any two requests. */
  private static Map<String, Object> comparable(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    String id = answer.header("X-Request-Id").orElseThrow();
    List.of("x-request-id", "date", "ratelimit").forEach(headers::remove);
    return Map.of(
        "status",
        answer.status(),
        "headers",
        headers,
        "body",
        answer.body().replace(id, "REQUEST"));
  }
}
