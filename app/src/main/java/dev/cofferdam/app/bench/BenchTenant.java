package dev.cofferdam.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody with an org and one secret in it, at one server. */
final class BenchTenant {
  private static final String KEY = "API_KEY";

  private final int port;
  private final String email = "bench." + UUID.randomUUID() + "@example.com";
  private final String password = UUID.randomUUID().toString();
  private final String secret;
  private final String token;

  private BenchTenant(int port) throws IOException, InterruptedException {
    this.port = port;
    ApiClient api = new ApiClient("http://127.0.0.1:" + port);
    JsonNode answer =
        api.post(
            "/api/v1/auth/register", Map.of("email", email, "password", password, "name", "Bench"));
    this.token = answer.path("access_token").asText();
    api.authenticate(token);
    String org = "/api/v1/orgs/" + answer.path("org").path("id").asText();
    api.post(org + "/projects", Map.of("name", "bench"));
    api.post(org + "/projects/bench/envs", Map.of("name", "prod"));
    String environment = org + "/projects/bench/envs/prod";
    api.postText(environment + "/import", KEY + "=" + UUID.randomUUID() + "\n");
    this.secret = environment + "/secrets/" + KEY;
  }

  static BenchTenant register(int port) throws IOException, InterruptedException {
    return new BenchTenant(port);
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  /** An audited read with the first session's token. */
  HttpAsker.Request reveal() {
    return revealWith(token);
  }

  HttpAsker.Request revealWith(String otherToken) {
    return HttpAsker.get(secret, Optional.of(otherToken));
  }

  HttpAsker.Request logIn() {
    return HttpAsker.post(
        "/api/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
  }

  /** Begins another session, and returns its access token. */
  String anotherSession() throws IOException, InterruptedException {
    return new ApiClient("http://127.0.0.1:" + port)
        .post("/api/v1/auth/login", Map.of("email", email, "password", password))
        .path("access_token")
        .asText();
  }
}
