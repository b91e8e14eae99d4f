package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential of one org may leave the org out of paths. */
class OwnOrgPathsTest {
  private static TestServer server;
  private static Client ada;
  private static Client key;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    ada.environment("shop", "prod");
    ada.put("projects/shop/envs/prod/secrets/KEY", "{\"value\":\"hunter2\"}");
    String token =
        ada.post("/api/v1/me/api-keys", "{\"name\":\"k\",\"org\":\"" + ada.slug() + "\"}")
            .text("/token");
    key = new Client(server, token, ada.org(), ada.slug(), ada.email());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "projects",
        "projects?limit=1",
        "projects/shop/envs",
        "projects/shop/envs/prod/secrets/KEY",
        "members",
        "usage",
        "audit?limit=2&action=project.create",
        "service-tokens",
        "invitations"
      })
  void readsTheSameWithAndWithoutTheOrg(String path) {
    Answer with = key.get(path);
    Answer without = key.get("/api/v1/" + path);
    assertThat(with.status()).as(with.body()).isEqualTo(200);
    assertThat(without.body()).isEqualTo(with.body());
    assertThat(without.header("ETag")).isEqualTo(with.header("ETag"));
  }

  @Test
  void leadsToTheNextPage() {
    key.post("/api/v1/projects", "{\"name\":\"blog\"}");
    Answer first = key.get("/api/v1/projects?limit=1");
    String next = first.header("Link").orElseThrow().replaceAll("^<([^>]+)>.*", "$1");
    assertThat(key.get(next).text("/items/0/name")).isEqualTo("shop");
  }

  @Test
  void createsAndRepeatsUnderEitherPath() {
    String body = "{\"commands\":[\"true\"]}";
    Answer made = key.post("/api/v1/pipelines", body, "Idempotency-Key", "k1");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location").orElseThrow())
        .contains("/orgs/" + ada.org() + "/pipelines/");
    Answer again = key.post("pipelines", body, "Idempotency-Key", "k1");
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    Answer same = key.post("/api/v1/pipelines", body, "Idempotency-Key", "k1");
    assertThat(same.header("Idempotency-Replayed")).contains("true");
    assertThat(same.text("/id")).isEqualTo(made.text("/id"));
  }

  @Test
  void tellsPeopleWhatIsMissing() {
    for (String path : List.of("/api/v1/projects", "/api/v1/pipelines/x/logs", "/api/v1/audit")) {
      Answer answer = ada.get(path);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/code")).isEqualTo("org_needed");
      assertThat(answer.text("/detail")).contains("/api/v1/orgs/{org}/");
    }
    Answer nobody = server.send(server.request("/api/v1/projects").GET());
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.text("/code")).isEqualTo("unauthenticated");
  }

  @Test
  void keepsTheRightsAndTheWallOfTheWholePath() {
    String token =
        ada.post(
                "/api/v1/me/api-keys",
                "{\"name\":\"k\",\"org\":\"%s\",\"scopes\":[\"usage:read\"]}".formatted(ada.slug()))
            .text("/token");
    Client less = new Client(server, token, ada.org(), ada.slug(), ada.email());
    assertThat(less.get("/api/v1/usage").status()).isEqualTo(200);
    assertThat(less.get("/api/v1/projects").status()).isEqualTo(403);
    assertThat(key.get("/api/v1/projects/nothing/envs").text("/code"))
        .isEqualTo("project_not_found");
    assertThat(key.get("/api/v1/nothing").text("/code")).isEqualTo("no_such_route");
    assertThat(key.get("/api/v1/projects/..%2f..%2fx/envs").status()).isIn(400, 404);
    assertThat(key.get("/api/v1/plans").status()).isEqualTo(200);
  }
}
