package dev.cofferdam.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is another tenant's answers exactly like what does not exist. */
class TenantWallTest {
  private static TestServer server;
  private static Client ada;
  private static Client bob;
  private static String bobsRun;
  private static String bobsInvitation;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    bob = server.newcomer("Bob");
    bob.environment("shop", "prod");
    bob.put("projects/shop/envs/prod/secrets/KEY", "{\"value\":\"v\"}");
    bobsInvitation =
        bob.post("invitations", "{\"email\":\"zoe@example.org\",\"role\":\"member\"}").text("/id");
    bobsRun = bob.post("pipelines", "{\"commands\":[\"true\"]}").text("/id");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET ",
        "GET /projects",
        "POST /projects {\"name\":\"mine\"}",
        "POST /projects {}",
        "GET /projects/shop/envs",
        "GET /projects/UPPER/envs",
        "POST /projects/shop/envs {\"name\":\"dev\"}",
        "GET /projects/shop/envs/prod/secrets",
        "GET /projects/shop/envs/prod/export",
        "GET /projects/shop/envs/prod/secrets/KEY",
        "PUT /projects/shop/envs/prod/secrets/KEY {\"value\":\"x\"}",
        "GET /projects/shop",
        "PATCH /projects/shop {\"name\":\"mine\"}",
        "DELETE /projects/shop",
        "POST /projects/shop/undelete",
        "GET /projects/shop/envs/prod",
        "PATCH /projects/shop/envs/prod {\"protected\":true}",
        "DELETE /projects/shop/envs/prod?branches=delete",
        "POST /projects/shop/envs/prod/undelete",
        "POST /projects/shop/envs/prod/branch {\"name\":\"mine\"}",
        "GET /projects/shop/envs/prod/diff?with=prod",
        "POST /projects/shop/envs/prod/promote {\"to\":\"dev\"}",
        "POST /projects/shop/envs/prod/restore {\"at\":\"2026-11-21T12:00:00Z\"}",
        "GET /projects/shop/envs/prod/secrets?values=true",
        "PATCH /projects/shop/envs/prod/secrets {\"set\":{\"A\":{\"value\":\"x\"}}}",
        "GET /projects/shop/envs/prod/secrets/KEY?version=1",
        "GET /projects/shop/envs/prod/secrets/KEY?at=2026-11-21T12:00:00Z",
        "DELETE /projects/shop/envs/prod/secrets/KEY",
        "POST /projects/shop/envs/prod/secrets/KEY/hide",
        "POST /projects/shop/envs/prod/secrets/KEY/restore {\"version\":1}",
        "GET /projects/shop/envs/prod/secrets/KEY/history",
        "GET /keys",
        "POST /keys/rotate {}",
        "GET /keys/rotations/01a1fcbb-2b29-7618-9df0-f565df4880bd",
        "GET /keys/rotations/not-an-id",
        "GET /pipelines",
        "POST /pipelines {\"commands\":[\"true\"]}",
        "POST /pipelines {\"commands\":[\"true\"],\"network\":\"open\"}",
        "POST /pipelines {\"commands\":[]}",
        "GET /pipelines/BOBS_RUN",
        "GET /pipelines/not-an-id",
        "POST /pipelines/BOBS_RUN/cancel {}",
        "GET /pipelines/BOBS_RUN/logs",
        "PATCH  {\"name\":\"mine\"}",
        "PATCH  {\"slug\":\"NO\"}",
        "DELETE ",
        "POST /undelete",
        "POST /transfer {\"member\":\"01a1fcbb-2b29-7618-9df0-f565df4880bd\"}",
        "POST /transfer {}",
        "GET /members",
        "PATCH /members/BOB {\"role\":\"member\"}",
        "PATCH /members/BOB {\"role\":\"boss\"}",
        "DELETE /members/BOB",
        "DELETE /members/not-an-id",
        "GET /invitations",
        "POST /invitations {\"email\":\"eve@example.org\",\"role\":\"member\"}",
        "POST /invitations {\"email\":\"eve\",\"role\":\"boss\"}",
        "DELETE /invitations/BOBS_INVITATION",
        "DELETE /invitations/not-an-id",
        "POST /invitations/BOBS_INVITATION/resend",
        "GET /usage",
        "GET /audit",
        "GET /audit/checkpoints",
        "GET /audit/verify"
      })
  void showsNoDifference(String route) {
    String[] parts =
        route
            .replace("BOBS_RUN", bobsRun)
            .replace("BOBS_INVITATION", bobsInvitation)
            .replace("BOB", bob.user())
            .split(" ", 3);
    String body = parts.length > 2 ? parts[2] : "";
    Map<String, Object> unknown = seen(parts[0], "nobodys-slug", parts[1], body);
    assertThat(unknown.get("status")).isIn(400, 404);
    for (String org :
        List.of(
            bob.org(),
            bob.slug(),
            "01a1fcbb-2b29-7618-9df0-f565df4880bd",
            "x",
            "UPPER",
            "a".repeat(200))) {
      assertThat(seen(parts[0], org, parts[1], body)).as(org).isEqualTo(unknown);
    }
  }

  @Test
  void knowsNoRunOfAnotherOrgInTheCallersOwn() {
    Answer foreign = ada.get("pipelines/" + bobsRun);
    Answer unknown = ada.get("pipelines/01a1fcbb-2b29-7618-9df0-f565df4880bd");
    Answer malformed = ada.get("pipelines/..%20");
    assertThat(foreign.text("/code")).isEqualTo("run_not_found");
    assertThat(foreign.comparable()).isEqualTo(unknown.comparable());
    assertThat(malformed.comparable()).isEqualTo(unknown.comparable());
  }

  @Test
  void leftBobsOrgAsItWas() {
    assertThat(bob.get("projects").json().at("/items")).hasSize(1);
    assertThat(bob.get("pipelines").json().at("/items")).hasSize(1);
  }

  private static Map<String, Object> seen(String method, String org, String path, String body) {
    HttpRequest.Builder request =
        ada.request("/api/v1/orgs/" + org + path).header("Content-Type", "application/json");
    HttpRequest.BodyPublisher publisher =
        body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : Client.body(body);
    return server.send(request.method(method, publisher)).comparable();
  }
}
