package dev.cofferdam.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.mail.identity.LetterFolder;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A user with an org, over HTTP. */
public final class Tenant {
  private static final Set<String> ENDED =
      Set.of("succeeded", "failed", "canceled", "timed_out", "error");
  private static final int PATIENCE_MILLIS = 180_000;
  private static final int PAUSE_MILLIS = 100;

  private final ApiClient api;
  private final String org;
  private final String token;

  private Tenant(ApiClient api, String org, String token) {
    this.api = api;
    this.org = org;
    this.token = token;
    api.authenticate(token);
  }

  /**
   * @param email of nobody yet
   */
  public static Tenant register(String url, String email) throws IOException, InterruptedException {
    ApiClient api = new ApiClient(url);
    JsonNode answer =
        api.post(
            "/api/v1/auth/register",
            Map.of("email", email, "password", "a long pass phrase", "name", "Ada"));
    return new Tenant(
        api, answer.path("org").path("slug").asText(), answer.path("access_token").asText());
  }

  /**
   * The same, who has shown that the address is theirs.
   *
   * @param dataDir of the server, which has no mail server
   */
  static Tenant verified(String url, String email, Path dataDir)
      throws IOException, InterruptedException {
    Tenant tenant = register(url, email);
    String token = new LetterFolder(dataDir).awaitToken(email, "cfv_");
    tenant.api.post("/api/v1/auth/email/verify", Map.of("token", token));
    return tenant;
  }

  /** The same user at another server. */
  Tenant at(String url) {
    return new Tenant(new ApiClient(url), org, token);
  }

  public ApiClient api() {
    return api;
  }

  public String token() {
    return token;
  }

  /** Where something of this org is. */
  public String path(String rest) {
    return "/api/v1/orgs/" + org + "/" + rest;
  }

  public String run(Object pipeline) throws IOException, InterruptedException {
    return api.post(path("pipelines"), pipeline).path("id").asText();
  }

  public String log(String run) throws IOException, InterruptedException {
    return api.text(path("pipelines/" + run + "/logs"));
  }

  /** Waits for a run to end and shows it. */
  public JsonNode ended(String run) throws IOException, InterruptedException {
    JsonNode shown = api.get(path("pipelines/" + run));
    for (int waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
      if (ENDED.contains(shown.path("status").asText())) {
        return shown;
      }
      Thread.sleep(PAUSE_MILLIS);
      shown = api.get(path("pipelines/" + run));
    }
    throw new AssertionError("the run does not end: " + shown);
  }
}
