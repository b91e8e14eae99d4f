package dev.cofferdam.adapters.http;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cofferdam.domain.identity.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each answer looks like. Ids, times, tokens and hashes differ from run to run and are written
 * as their kind. A changed file is a changed API; what was seen is left in {@code target/golden}.
 */
class GoldenViewsTest {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Path SEEN = Path.of("target", "golden");

  private static TestServer server;
  private static Client ada;
  private static String secrets;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    ada = server.newcomer("Ada");
    secrets = ada.environment("shop", "prod");
    ada.put(secrets + "/API_KEY", "{\"value\":\"hunter2\",\"note\":\"the shop's\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private final SoftAssertions views = new SoftAssertions();

  @AfterEach
  void compare() {
    views.assertAll();
  }

  @Test
  void registered() throws IOException {
    Answer answer =
        ada.post(
            "/api/v1/auth/register",
            "{\"email\":\"golden@example.org\",\"password\":\"%s\",\"name\":\"Golden\"}"
                .formatted(Client.PASSWORD));
    assertGolden("registered", answer);
  }

  @Test
  void signedIn() throws IOException {
    Answer login =
        ada.post(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ada.email(), Client.PASSWORD));
    assertGolden("login", login);
    assertGolden(
        "refreshed",
        ada.post(
            "/api/v1/auth/refresh",
            "{\"refresh_token\":\"" + login.text("/refresh_token") + "\"}"));
    assertGolden("me", ada.get("/api/v1/me"));
  }

  @Test
  void orgs() throws IOException {
    assertGolden("org", ada.get("/api/v1/orgs/" + ada.org()));
    assertGolden("orgs", ada.get("/api/v1/orgs"));
    assertGolden("members", ada.get("members"));
    EmailAddress zoe = EmailAddress.parse("zoe@example.org");
    assertGolden(
        "invitation", ada.post("invitations", "{\"email\":\"" + zoe + "\",\"role\":\"admin\"}"));
    String token = server.world().post().newestTokenTo(zoe);
    assertGolden("invitation-shown", ada.get("/api/v1/invitations/" + token));
    assertGolden("problem-invitation", ada.post("/api/v1/invitations/" + token + "/accept", "{}"));
  }

  @Test
  void vault() throws IOException {
    assertGolden("project", ada.post("projects", "{\"name\":\"blog\",\"description\":\"Words\"}"));
    assertGolden("environment", ada.post("projects/blog/envs", "{\"name\":\"dev\"}"));
    assertGolden("environments", ada.get("projects/blog/envs"));
    assertGolden(
        "secret-put", ada.put("projects/blog/envs/dev/secrets/A", "{\"value\":\"hunter2\"}"));
    assertGolden("secret", ada.get(secrets + "/API_KEY"));
    assertGolden("secrets", ada.get(secrets));
    assertGolden("secrets-with-values", ada.get(secrets + "?values=true"));
    assertGolden("secret-history", ada.get(secrets + "/API_KEY/history"));
    assertGolden("branch", ada.post("projects/shop/envs/prod/branch", "{\"name\":\"hotfix\"}"));
    assertGolden(
        "secrets-changed",
        ada.patch(
            "projects/shop/envs/hotfix/secrets",
            "{\"set\":{\"A\":{\"value\":\"hunter2\",\"expect\":0}}}"));
    assertGolden("diff", ada.get("projects/shop/envs/hotfix/diff?with=prod"));
    assertGolden("promoted", ada.post("projects/shop/envs/hotfix/promote", "{\"to\":\"prod\"}"));
  }

  @Test
  void keys() throws IOException {
    Client eve = server.newcomer("Eve");
    eve.put(eve.environment("shop", "prod") + "/A", "{\"value\":\"x\"}");
    Answer begun = eve.post("keys/rotate", "");
    assertGolden("key-rotation-begun", begun);
    server.world().carryRotationsThrough();
    assertGolden("key-rotation", eve.get("keys/rotations/" + begun.text("/id")));
    assertGolden("keys", eve.get("keys"));
  }

  @Test
  void credentials() throws IOException {
    Answer key =
        ada.post(
            "/api/v1/me/api-keys",
            "{\"name\":\"deploy\",\"org\":\"%s\",\"scopes\":[\"runs:write\",\"org:read\"]}"
                .formatted(ada.slug()));
    assertGolden("api-key-created", key);
    assertGolden("api-keys", ada.get("/api/v1/me/api-keys"));
    Client byKey = new Client(server, key.text("/token"), ada.org(), ada.slug(), ada.email());
    assertGolden("me-by-api-key", byKey.get("/api/v1/me"));
    Answer token =
        ada.post(
            "service-tokens",
            """
            {"name":"ci","project":"shop","environments":["prod"],"access":"run",
             "allowed_cidrs":["192.0.2.0/24"]}""");
    assertGolden("service-token-created", token);
    assertGolden("service-tokens", ada.get("service-tokens"));
  }

  @Test
  void runs() throws IOException {
    Answer created =
        ada.post(
            "pipelines",
            """
            {"repo_url":"https://example.org/a.git","branch":"main","commands":["make","make test"],
             "project":"shop","environment":"prod","variables":{"CI":"1"},"timeout_s":60,
             "resources":{"cpus":0.5,"pids":64},"network":"none","image":"alpine:3"}""");
    assertGolden("pipeline-created", created);
    LiveRun run = LiveRun.create(ada);
    run.print("some output\n");
    run.end(3);
    assertGolden("pipeline-failed", ada.get("pipelines/" + run.id()));
  }

  @Test
  void accounts() throws IOException {
    Client eve = server.newcomer("Eve");
    assertGolden("usage", eve.get("usage?period=2026-11"));
    assertGolden("audit", eve.get("audit"));
    assertGolden("verification", eve.get("audit/verify"));
    server.world().takeCheckpoints();
    assertGolden("verification-proven", eve.get("audit/verify"));
    assertGolden("audit-checkpoints", eve.get("audit/checkpoints"));
    assertGolden("audit-keys", eve.get("/.well-known/audit-keys.json"));
    assertGolden("plans", eve.get("/api/v1/plans"));
  }

  @Test
  void problems() throws IOException {
    assertGolden("problem-field", ada.post("projects", "{\"name\":\"No\"}"));
    assertGolden("problem-foreign", ada.get("/api/v1/orgs/nobodys-slug"));
  }

  private void assertGolden(String name, Answer answer) throws IOException {
    String seen = PRETTY.writeValueAsString(answer.json());
    String stable =
        seen.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
            .replaceAll("[a-z]+-[0-9a-f-]{36}@example.org", "<email>")
            .replaceAll("fake\\.[0-9a-f-]{36}", "<access token>")
            .replaceAll("cfs_[0-9A-Za-z]+", "<refresh token>")
            .replaceAll("cf[dr]_[0-9A-Za-z]{49}", "<key>")
            .replaceAll("cf([dr])_[0-9A-Za-z]{4}…", "cf$1_<start>…")
            .replaceAll("cofferdam-checkpoint-1\\.[^\"]+", "<checkpoint>")
            .replaceAll("signature\" : \"[^\"]+", "signature\" : \"<signature>")
            .replaceAll("\"x\" : \"[^\"]+", "\"x\" : \"<public key>")
            .replaceAll("\\b(test|ok)-[0-9a-f]+", "<key>")
            .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
            .replaceAll("sealed:<id>:[0-9A-Za-z_-]+", "<sealed>")
            .replaceAll("(slug\" : \"[a-z-]+?)(-[0-9a-f]{6})?\"", "$1\"")
            .replaceAll(
                "((?:created|updated|queued|joined|sent|expires|retiring|retired|last)_at|\"at)\" : \"20[0-9T:.-]+Z\"",
                "$1\" : \"<time>\"")
            .replaceAll(
                "((?:started|finished)_at)\" : \"(?!2026-11-21T06)[0-9T:.-]+Z\"",
                "$1\" : \"<time>\"");
    String shown = answer.status() + "\n" + stable + "\n";
    Files.writeString(Files.createDirectories(SEEN).resolve(name + ".txt"), shown);
    views.assertThat(shown).as(name).isEqualTo(golden(name));
  }

  private static String golden(String name) throws IOException {
    String file = "/golden/" + name + ".txt";
    try (InputStream in = GoldenViewsTest.class.getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
