package dev.cofferdam.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.mail.identity.LetterFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main job, told and checked step by step through the REST surface alone. */
final class Story {
  /** What the repository that the demo makes holds. */
  static final Map<String, String> FILES =
      Map.of(
          "hello.sh",
          """
          #!/bin/sh
          # Uses the secrets that the run got, and is careless with them on purpose.
          echo "Hello from commit $(git rev-parse --short HEAD)."
          echo "Connecting to $DATABASE_URL ..."
          echo "API_TOKEN is $API_TOKEN"
          echo "and in base64 it is $(printf %s "$API_TOKEN" | base64)"
          """);

  private static final String PROJECT = "hello";
  private static final String ENVIRONMENT = "dev";

  private final ApiClient api;
  private final PrintStream out;
  private final LetterFolder letters;
  private final List<String> broken = new ArrayList<>();
  private final String secret;
  private String session = "";

  /**
   * @param letters where the server's letters come to
   * @param secret a value that nobody else has, to look for
   */
  Story(ApiClient api, PrintStream out, LetterFolder letters, String secret) {
    this.api = api;
    this.out = out;
    this.letters = letters;
    this.secret = secret;
  }

  /**
   * @param repository what the pipeline clones
   * @param ownRepository whether it is the user's, and so holds nothing that the demo knows
   */
  record Scene(String repository, boolean ownRepository) {}

  /** Tells the story; true when everything in it was as it should be. */
  boolean tell(Scene scene) throws IOException, InterruptedException {
    String org = register();
    String environment = prepare(org);
    api.authenticate(makeToken(org));
    checkToken();
    JsonNode run = runPipeline(scene);
    api.authenticate(session);
    showRun(run);
    checkLog(org, run, scene);
    showUsage(org);
    showAudit(org);
    out.println();
    if (broken.isEmpty()) {
      out.println(
          "Everything was checked: the secret reached the command, its value is nowhere in the log,");
      out.println("and usage and audit agree with what happened. (" + environment + ")");
    } else {
      broken.forEach(what -> out.println("NOT AS IT SHOULD BE: " + what));
    }
    return broken.isEmpty();
  }

  private String register() throws IOException, InterruptedException {
    chapter("Register a user, who gets an org of their own");
    String unique = HexFormat.of().formatHex(sha256(secret), 0, 4);
    String email = "ada." + unique + "@example.com";
    JsonNode answer =
        api.post(
            "/api/v1/auth/register",
            Map.of("email", email, "password", "correct-" + secret, "name", "Ada " + unique));
    session = answer.path("access_token").asText();
    api.authenticate(session);
    String org = answer.path("org").path("slug").asText();
    line("user " + email + ", org " + org);
    String proof = letters.awaitToken(email, "cfv_");
    api.post("/api/v1/auth/email/verify", Map.of("token", proof));
    line("verified the address by the link of the letter in its data folder");
    return org;
  }

  private String prepare(String org) throws IOException, InterruptedException {
    chapter("Make a project and an environment, and import a .env file");
    api.post("/api/v1/orgs/" + org + "/projects", Map.of("name", PROJECT));
    api.post("/api/v1/orgs/" + org + "/projects/" + PROJECT + "/envs", Map.of("name", ENVIRONMENT));
    String dotenv =
        "# what a team keeps in .env today\nAPI_TOKEN='"
            + secret
            + "'\nDATABASE_URL=postgresql://hello:${API_TOKEN}@db.internal/hello\n";
    JsonNode report =
        api.postText(
            "/api/v1/orgs/"
                + org
                + "/projects/"
                + PROJECT
                + "/envs/"
                + ENVIRONMENT
                + "/import?format=dotenv",
            dotenv);
    line(
        "imported "
            + String.join(", ", texts(report.path("added")))
            + " into "
            + PROJECT
            + "/"
            + ENVIRONMENT);
    check(report.path("added").size() == 2, "the import added " + report.path("added"));
    return PROJECT + "/" + ENVIRONMENT;
  }

  private String makeToken(String org) throws IOException, InterruptedException {
    chapter("Make a service token for CI, which may run with these secrets and read none");
    JsonNode token =
        api.post(
            "/api/v1/orgs/" + org + "/service-tokens",
            Map.of(
                "name",
                "ci",
                "project",
                PROJECT,
                "environments",
                List.of(ENVIRONMENT),
                "access",
                "run"));
    line("service token " + token.path("prefix").asText());
    return token.path("token").asText();
  }

  private void checkToken() throws IOException, InterruptedException {
    int status =
        api.status("/api/v1/projects/" + PROJECT + "/envs/" + ENVIRONMENT + "/secrets/API_TOKEN");
    line("the token itself reads a secret: refused with " + status);
    check(status == 403, "a token that may only run was answered " + status + " for a secret");
  }

  private JsonNode runPipeline(Scene scene) throws IOException, InterruptedException {
    chapter(
        "Run a pipeline on "
            + scene.repository()
            + " with the secrets in it; its log, live and masked:");
    List<String> commands = new ArrayList<>();
    commands.add(scene.ownRepository() ? "ls" : "sh hello.sh");
    commands.add(
        "echo \"API_TOKEN is here: $API_TOKEN\" && printf %s \"$API_TOKEN\" | sha256sum | cut -c1-64");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("repo_url", scene.repository());
    if (!scene.ownRepository()) {
      request.put("branch", "main");
    }
    request.put("commands", commands);
    request.put("project", PROJECT);
    request.put("environment", ENVIRONMENT);
    String pipelines = "/api/v1/pipelines"; // a token belongs to one org, so no path names it
    String id = api.post(pipelines, request).path("id").asText();
    StringBuilder unfinished = new StringBuilder();
    api.follow(
        pipelines + "/" + id + "/logs",
        (event, data) -> {
          if (!event.equals("end")) {
            unfinished.append(data.path("text").asText());
            printLines(unfinished);
          }
        });
    return api.get(pipelines + "/" + id);
  }

  private void printLines(StringBuilder text) {
    int end;
    while ((end = text.indexOf("\n")) >= 0) {
      out.println("    | " + text.substring(0, end));
      text.delete(0, end + 1);
    }
  }

  private void showRun(JsonNode run) {
    chapter("What the run says of itself");
    String status = run.path("status").asText();
    line(
        "status "
            + status
            + ", runtime "
            + run.path("runtime").asText()
            + ", commit "
            + run.path("commit").asText()
            + reason(run));
    for (JsonNode step : run.path("steps")) {
      line(
          "step "
              + step.path("index").asInt()
              + "  exit "
              + step.path("exit_code").asText()
              + "  "
              + step.path("duration_ms").asLong()
              + " ms  "
              + step.path("command").asText().lines().findFirst().orElse(""));
    }
    for (JsonNode masked : run.path("masked")) {
      line(
          "masked "
              + masked.path("secret").asText()
              + " "
              + masked.path("count").asLong()
              + " x as "
              + masked.path("form").asText());
    }
    check(status.equals("succeeded"), "the run " + status + reason(run));
    check(run.path("masked").size() > 0, "no masked secret was counted");
  }

  private static String reason(JsonNode run) {
    String reason = run.path("failure_reason").asText("");
    String detail = run.path("failure_detail").asText("");
    return Optional.of(reason)
        .filter(r -> !r.isEmpty() && !r.equals("null"))
        .map(r -> " (" + r + ": " + detail + ")")
        .orElse("");
  }

  private void checkLog(String org, JsonNode run, Scene scene)
      throws IOException, InterruptedException {
    String log =
        api.text("/api/v1/orgs/" + org + "/pipelines/" + run.path("id").asText() + "/logs");
    byte[] value = secret.getBytes(StandardCharsets.UTF_8);
    check(
        log.contains(HexFormat.of().formatHex(sha256(secret))),
        "the secret did not reach the command");
    check(!log.contains(secret), "the secret's value is in the log");
    check(
        !log.contains(Base64.getEncoder().encodeToString(value)),
        "the secret's value is in the log, in base64");
    check(log.contains("API_TOKEN is"), "the command's output is not in the log");
    check(
        scene.ownRepository() || log.contains("Hello from commit"),
        "the repository's script did not run");
  }

  private void showUsage(String org) throws IOException, InterruptedException {
    chapter("Usage, and what it costs so far");
    JsonNode usage = api.get("/api/v1/orgs/" + org + "/usage");
    usage
        .path("metrics")
        .properties()
        .forEach(metric -> line(metric.getKey() + "  " + metric.getValue().path("used").asText()));
    JsonNode cost = usage.path("cost");
    line(
        String.format(
            "cost so far: %d.%02d %s",
            cost.path("minor").asLong() / 100,
            cost.path("minor").asLong() % 100,
            cost.path("currency").asText().toUpperCase(java.util.Locale.ROOT)));
    check(usage.path("metrics").path("runs").path("used").asInt() == 1, "not one run was metered");
    check(
        usage.path("metrics").path("compute_seconds").path("used").asDouble() > 0,
        "no compute time was metered");
  }

  private void showAudit(String org) throws IOException, InterruptedException {
    chapter("The audit trail: who did what, in a hash chain that is verified now");
    JsonNode audit = api.get("/api/v1/orgs/" + org + "/audit");
    List<JsonNode> entries = new ArrayList<>();
    audit.path("items").forEach(entry -> entries.add(0, entry));
    for (JsonNode entry : entries) {
      line(
          entry.path("seq").asLong()
              + "  "
              + entry.path("actor").path("kind").asText()
              + "  "
              + entry.path("action").asText()
              + "  "
              + entry.path("resource").asText()
              + (entry.path("outcome").asText().equals("refused") ? "  refused" : ""));
    }
    JsonNode verified = api.get("/api/v1/orgs/" + org + "/audit/verify");
    line(
        "verified: "
            + verified.path("ok").asBoolean()
            + ", "
            + verified.path("entries").asLong()
            + " entries, head "
            + verified.path("head").asText().substring(0, 16)
            + "...");
    check(verified.path("ok").asBoolean(), "the audit chain does not verify");
    check(
        entries.stream().anyMatch(entry -> entry.path("action").asText().equals("secret.inject")),
        "the audit trail does not say that the run got a secret");
  }

  private void chapter(String title) {
    out.println();
    out.println("==> " + title);
  }

  private void line(String text) {
    out.println("    " + text);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
