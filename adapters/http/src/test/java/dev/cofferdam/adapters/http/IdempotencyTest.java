package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.identity.EmailAddress;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated POST under one key does one thing and has one answer. */
class IdempotencyTest {
  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/orgs {\"name\":\"Again\"}",
        "projects {\"name\":\"again\"}",
        "projects/shop/envs {\"name\":\"again\"}",
        "pipelines {\"commands\":[\"true\"]}"
      })
  void replaysTheFirstAnswer(String route) {
    Client ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    String[] parts = route.split(" ", 2);
    Answer first = ada.post(parts[0], parts[1], KEY, "k1");
    String audited = ada.get("audit/verify").body();
    Answer second = ada.post(parts[0], parts[1], KEY, "k1");
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header(REPLAYED)).contains("true");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isPresent();
    assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    assertThat(ada.get("audit/verify").body()).isEqualTo(audited);
  }

  @Test
  void repeatsNothingToWhoIsNoMemberAnyMore() {
    Client ada = server.newcomer("Ada");
    Client bob = server.member(ada, "Bob", "admin");
    String projects = "/api/v1/orgs/" + ada.org() + "/projects";
    String body = "{\"name\":\"bobs\"}";
    assertThat(bob.post(projects, body, KEY, "k").status()).isEqualTo(201);
    assertThat(bob.post(projects, body, KEY, "k").header(REPLAYED)).contains("true");
    ada.delete("members/" + bob.user());
    Answer gone = bob.post(projects, body, KEY, "k");
    assertThat(gone.comparable())
        .isEqualTo(bob.post("/api/v1/orgs/nobodys-slug/projects", body, KEY, "k2").comparable());
  }

  @Test
  void repeatsNothingToWhoIsLessThanTheyWere() {
    Client ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    Client bob = server.member(ada, "Bob", "admin");
    String tokens = "/api/v1/orgs/" + ada.org() + "/service-tokens";
    String body =
        "{\"name\":\"ci\",\"project\":\"shop\",\"environments\":[\"prod\"],\"access\":\"read\"}";
    Answer made = bob.post(tokens, body, KEY, "k");
    assertThat(bob.post(tokens, body, KEY, "k").text("/token")).isEqualTo(made.text("/token"));
    ada.patch("members/" + bob.user(), "{\"role\":\"member\"}");
    Answer lowered = bob.post(tokens, body, KEY, "k");
    assertThat(lowered.status()).isEqualTo(403);
    assertThat(lowered.body()).doesNotContain(made.text("/token"));
    assertThat(ada.get("audit?outcome=refused").text("/items/0/action")).isEqualTo("answer.repeat");
    ada.patch("members/" + bob.user(), "{\"role\":\"owner\"}");
    assertThat(bob.post(tokens, body, KEY, "k").text("/token")).isEqualTo(made.text("/token"));
  }

  @Test
  void repeatsHowAnOrgWasBroughtBack() {
    Client ada = server.newcomer("Ada");
    Answer org = ada.post("/api/v1/orgs", "{\"name\":\"Again\"}");
    String path = "/api/v1/orgs/" + org.text("/id");
    ada.delete(path);
    assertThat(ada.post(path + "/undelete", "", KEY, "k").status()).isEqualTo(200);
    assertThat(ada.post(path + "/undelete", "", KEY, "k").header(REPLAYED)).contains("true");
  }

  @Test
  void givesARegistrationsTokensAgainToWhoSentItAgain() {
    String email = UUID.randomUUID() + "@example.org";
    Answer first = register(email, "a long enough pass phrase", "reg-1");
    Answer second = register(email, "a long enough pass phrase", "reg-1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.header(REPLAYED)).contains("true");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.text("/access_token")).isNotBlank();
    assertThat(register(email, "another long pass phrase", "reg-1").status()).isEqualTo(422);
    assertThat(register("other-" + email, "a long enough pass phrase", "reg-1").status())
        .isEqualTo(201);
  }

  /**
   * Whichever comes when the first is done gets its answer, and nobody a letter about themselves.
   */
  @Test
  void tellsNobodyOfTheirOwnRegistration() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int i = 0; i < 5; i++) {
        String email = UUID.randomUUID() + "@example.org";
        Callable<Answer> call = () -> register(email, "a long enough pass phrase", "reg");
        for (Future<Answer> each : threads.invokeAll(Collections.nCopies(6, call))) {
          Answer answer = each.get();
          assertThat(answer.status()).as(answer.body()).isIn(201, 409);
          if (answer.status() == 409) {
            assertThat(answer.text("/code")).isEqualTo("request_in_progress");
          }
        }
        assertThat(server.world().post().subjectsTo(EmailAddress.parse(email)))
            .containsExactly("VerifyEmail");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A session is one caller, whichever of its tokens it comes with. */
  @Test
  void knowsASessionAgainAfterARefresh() {
    String email = UUID.randomUUID() + "@example.org";
    Answer made = register(email, "a long enough pass phrase", "reg");
    String path = "/api/v1/orgs";
    Answer first = createOrg(made.text("/access_token"), path);
    Answer refreshed =
        server.send(
            server
                .request("/api/v1/auth/refresh")
                .header("Content-Type", "application/json")
                .POST(Client.body("{\"refresh_token\":\"" + made.text("/refresh_token") + "\"}")));
    Answer again = createOrg(refreshed.text("/access_token"), path);
    assertThat(again.header(REPLAYED)).contains("true");
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    Answer elsewhere =
        server.send(
            server
                .request("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .POST(
                    Client.body(
                        "{\"email\":\"%s\",\"password\":\"a long enough pass phrase\"}"
                            .formatted(email))));
    assertThat(createOrg(elsewhere.text("/access_token"), path).header(REPLAYED)).isEmpty();
  }

  private static Answer createOrg(String token, String path) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header(KEY, "k")
            .POST(Client.body("{\"name\":\"Mine\"}")));
  }

  private static Answer register(String email, String password, String key) {
    return server.send(
        server
            .request("/api/v1/auth/register")
            .header("Content-Type", "application/json")
            .header(KEY, key)
            .POST(
                Client.body(
                    "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"R\"}"
                        .formatted(email, password))));
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() {
    Client ada = server.newcomer("Ada");
    assertThat(ada.post("projects", "{\"name\":\"one\"}", KEY, "k").status()).isEqualTo(201);
    for (Answer other :
        List.of(
            ada.post("projects", "{\"name\":\"two\"}", KEY, "k"),
            ada.post("projects", "{\"name\": \"one\"}", KEY, "k"),
            ada.post("/api/v1/orgs", "{\"name\":\"one\"}", KEY, "k"))) {
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.text("/code")).isEqualTo("idempotency_key_reused");
      assertThat(other.text("/errors/0/field")).isEqualTo(KEY);
    }
    assertThat(ada.get("projects").json().at("/items")).hasSize(1);
  }

  @Test
  void keepsCallersKeysApart() {
    Client ada = server.newcomer("Ada");
    Client bob = server.newcomer("Bob");
    Answer adas = ada.post("/api/v1/orgs", "{\"name\":\"Same\"}", KEY, "k");
    Answer bobs = bob.post("/api/v1/orgs", "{\"name\":\"Same\"}", KEY, "k");
    assertThat(bobs.status()).isEqualTo(201);
    assertThat(bobs.header(REPLAYED)).isEmpty();
    assertThat(bobs.text("/id")).isNotEqualTo(adas.text("/id"));
  }

  @Test
  void keepsNoRefusal() {
    Client ada = server.newcomer("Ada");
    Answer refused = ada.post("projects/late/envs", "{\"name\":\"dev\"}", KEY, "k");
    assertThat(refused.status()).isEqualTo(404);
    ada.post("projects", "{\"name\":\"late\"}");
    Answer tried = ada.post("projects/late/envs", "{\"name\":\"dev\"}", KEY, "k");
    assertThat(tried.status()).isEqualTo(201);
    assertThat(tried.header(REPLAYED)).isEmpty();
  }

  @Test
  void leavesNothingWhereItFailsBetweenTheWorkAndTheAnswer() {
    Client ada = server.newcomer("Ada");
    String before = ada.get("audit/verify").body();
    server.world().answerSealer().setBroken(true);
    try {
      assertThat(ada.post("projects", "{\"name\":\"half\"}", KEY, "k").status()).isEqualTo(500);
    } finally {
      server.world().answerSealer().setBroken(false);
    }
    assertThat(ada.get("projects").json().at("/items")).isEmpty();
    assertThat(ada.get("audit/verify").body()).isEqualTo(before);
    Answer again = ada.post("projects", "{\"name\":\"half\"}", KEY, "k");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header(REPLAYED)).isEmpty();
  }

  @Test
  void doesTheWorkOnceForManyAtOnce() throws Exception {
    Client ada = server.newcomer("Ada");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Answer> call =
          () -> ada.post("pipelines", "{\"commands\":[\"true\"]}", KEY, "burst");
      List<Future<Answer>> answers =
          pool.invokeAll(IntStream.range(0, 24).mapToObj(i -> call).toList());
      for (Future<Answer> each : answers) {
        Answer answer = each.get();
        assertThat(answer.status()).as(answer.body()).isIn(201, 409);
        if (answer.status() == 409) {
          assertThat(answer.text("/code")).isEqualTo("request_in_progress");
          assertThat(answer.header("Retry-After")).isPresent();
        }
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(ada.get("pipelines").json().at("/items")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b"})
  void refusesAKeyThatIsNone(String key) {
    Client ada = server.newcomer("Ada");
    Answer answer = ada.post("projects", "{\"name\":\"one\"}", KEY, key);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("/errors/0/field")).isEqualTo(KEY);
  }

  @Test
  void refusesAKeyThatIsTooLongOrComesTwice() {
    Client ada = server.newcomer("Ada");
    String longest = "k".repeat(255);
    assertThat(ada.post("projects", "{\"name\":\"a\"}", KEY, longest).status()).isEqualTo(201);
    assertThat(ada.post("projects", "{\"name\":\"b\"}", KEY, longest + "k").status())
        .isEqualTo(400);
    assertThat(ada.post("projects", "{\"name\":\"c\"}", KEY, "a", KEY, "b").status())
        .isEqualTo(400);
  }

  @Test
  void needsACredentialBeforeAReplay() {
    Client ada = server.newcomer("Ada");
    ada.post("projects", "{\"name\":\"one\"}", KEY, "k");
    HttpRequest.Builder anonymous =
        server
            .request("/api/v1/orgs/" + ada.org() + "/projects")
            .header("Content-Type", "application/json")
            .header(KEY, "k");
    assertThat(server.send(anonymous.POST(Client.body("{\"name\":\"one\"}"))).status())
        .isEqualTo(401);
  }
}
