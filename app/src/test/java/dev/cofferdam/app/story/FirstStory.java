package dev.cofferdam.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.demo.ApiClient;
import dev.cofferdam.app.server.Installation;
import dev.cofferdam.app.server.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job, through the REST surface alone, in one runtime. */
abstract class FirstStory {
  private static final String SECRET = "s3cr3t/of+the-first=story";

  private final String runtime;

  @TempDir private Path dataDir;

  FirstStory(String runtime) {
    this.runtime = runtime;
  }

  @Test
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  void runsAPipelineWithASecretInIt() throws Exception {
    try (RunningServer server = Installation.in(dataDir, runtime).startHere()) {
      Tenant ada = Tenant.register("http://127.0.0.1:" + server.port(), "ada@example.com");
      importSecrets(ada);
      String run =
          ada.run(
              Map.of(
                  "commands",
                  List.of(
                      "echo \"in clear: $API_TOKEN\"",
                      "printf %s \"$API_TOKEN\" | base64",
                      "printf %s \"$API_TOKEN\" | wc -c",
                      "echo \"its url: $DATABASE_URL\"; printf %s \"$DATABASE_URL\" | sha256sum",
                      "echo \"$PLAIN\" >&2"),
                  "variables",
                  Map.of("PLAIN", "not secret"),
                  "project",
                  "shop",
                  "environment",
                  "dev"));

      followsTheLog(ada, run);
      showsTheRun(ada.ended(run));
      keepsTheLogMasked(ada, run);
      meters(ada);
      audits(ada);
      keepsToTheDocument("http://127.0.0.1:" + server.port(), ada, run);
    }
  }

  private static void importSecrets(Tenant ada) throws Exception {
    ApiClient api = ada.api();
    api.post(ada.path("projects"), Map.of("name", "shop"));
    api.post(ada.path("projects/shop/envs"), Map.of("name", "dev"));
    JsonNode report =
        api.postText(
            ada.path("projects/shop/envs/dev/import?format=dotenv"),
            "# ours\nAPI_TOKEN='"
                + SECRET
                + "'\nDATABASE_URL=postgres://x:${API_TOKEN}@db.internal\n");
    assertThat(report.path("added"))
        .extracting(JsonNode::asText)
        .containsExactly("API_TOKEN", "DATABASE_URL");
    assertThat(api.get(ada.path("projects/shop/envs/dev/secrets/API_TOKEN")).path("value").asText())
        .isEqualTo(SECRET);
  }

  private static void followsTheLog(Tenant ada, String run) throws Exception {
    StringBuilder log = new StringBuilder();
    List<JsonNode> ends = new ArrayList<>();
    ada.api()
        .follow(
            ada.path("pipelines/" + run + "/logs"),
            (event, data) -> {
              if (event.equals("end")) {
                ends.add(data);
              } else {
                log.append(data.path("text").asText());
              }
            });
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).path("status").asText()).isEqualTo("succeeded");
    assertThat(ends.get(0).path("exit_code").asInt(-1)).isZero();
    assertThat(log).hasToString(ada.log(run));
  }

  private void showsTheRun(JsonNode run) {
    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("succeeded");
    assertThat(run.path("runtime").asText()).isEqualTo(runtime);
    assertThat(run.path("exit_code").asInt(-1)).isZero();
    assertThat(run.path("failure_reason").isNull()).isTrue();
    assertThat(run.path("steps"))
        .hasSize(5)
        .allSatisfy(step -> assertThat(step.path("status").asText()).isEqualTo("succeeded"));
    assertThat(run.path("masked"))
        .extracting(masked -> masked.path("secret").asText())
        .containsOnly("API_TOKEN", "DATABASE_URL");
    assertThat(run.path("masked").size()).isGreaterThanOrEqualTo(2);
    assertThat(run.path("usage").path("duration_ms").asLong()).isPositive();
    assertThat(run.toString()).doesNotContain(SECRET);
  }

  private static void keepsTheLogMasked(Tenant ada, String run) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    String url = "postgres://x:" + SECRET + "@db.internal";
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
    assertThat(ada.log(run))
        .contains("in clear: ", "not secret\n", SECRET.length() + "\n")
        .contains("its url: ***\n", HexFormat.of().formatHex(digest))
        .doesNotContain(SECRET, base64);
  }

  private static void keepsToTheDocument(String url, Tenant ada, String run) throws Exception {
    DocumentedAnswers answers = new DocumentedAnswers(url, ada.token());
    for (String path :
        List.of(
            "projects",
            "projects?limit=1",
            "projects/shop/envs",
            "projects/shop/envs/dev/secrets",
            "projects/shop/envs/dev/secrets/API_TOKEN",
            "projects/shop/envs/dev/secrets/NOTHING",
            "projects/UPPER/envs",
            "pipelines",
            "pipelines/" + run,
            "pipelines/" + run + "/logs?offset=3",
            "pipelines/nothing",
            "usage",
            "usage?period=never",
            "audit",
            "audit/verify",
            "audit/verify?seq=1",
            "audit/checkpoints",
            "audit?since=never",
            "nothing")) {
      answers.get(ada.path(path));
    }
    for (String path :
        List.of(
            "/api/v1/me",
            "/api/v1/orgs",
            "/api/v1/orgs/nobodys-slug",
            "/api/v1/plans",
            "/.well-known/audit-keys.json",
            "/.well-known/jwks.json",
            "/openapi.json",
            "/docs")) {
      answers.get(path);
    }
  }

  private static void meters(Tenant ada) throws Exception {
    JsonNode metrics = ada.api().get(ada.path("usage")).path("metrics");
    assertThat(metrics.path("runs").path("used").asInt()).isEqualTo(1);
    assertThat(metrics.path("compute_seconds").path("used").asDouble()).isPositive();
  }

  private static void audits(Tenant ada) throws Exception {
    JsonNode entries = ada.api().get(ada.path("audit")).path("items");
    assertThat(entries)
        .extracting(entry -> entry.path("action").asText())
        .contains("secret.write", "secret.reveal", "secret.inject", "run.create", "run.succeeded");
    assertThat(entries.toString()).doesNotContain(SECRET);
    JsonNode verified = ada.api().get(ada.path("audit/verify"));
    assertThat(verified.path("ok").asBoolean()).isTrue();
    assertThat(verified.path("entries").asInt()).isGreaterThanOrEqualTo(entries.size());
    assertThat(verified.path("first_bad").isNull()).isTrue();
    proves(ada);
  }

  /** A checkpoint comes by itself, and is kept outside of the database. */
  private static void proves(Tenant ada) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
    JsonNode verified = ada.api().get(ada.path("audit/verify"));
    while (verified.path("proven_to").asLong() == 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(200);
      verified = ada.api().get(ada.path("audit/verify"));
    }
    assertThat(verified.path("ok").asBoolean()).isTrue();
    assertThat(verified.path("anchored_by").asText()).isEqualTo("outside");
    assertThat(verified.path("proven_to").asLong()).isPositive();
  }
}
