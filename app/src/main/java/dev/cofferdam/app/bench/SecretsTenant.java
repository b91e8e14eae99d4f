package dev.cofferdam.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.demo.ApiClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An org with an environment of 100 secrets, 20 of which refer to others, and one to write to. */
final class SecretsTenant {
  static final int SECRETS = 100;
  private static final int REFERENCES = 20;
  private static final int LENGTH = 32;

  private final String token;
  private final String environment;
  private final String written;

  private SecretsTenant(int port) throws IOException, InterruptedException {
    ApiClient api = new ApiClient("http://127.0.0.1:" + port);
    String email = "bench." + UUID.randomUUID() + "@example.com";
    String password = UUID.randomUUID().toString();
    JsonNode answer =
        api.post(
            "/api/v1/auth/register", Map.of("email", email, "password", password, "name", "Bench"));
    token = answer.path("access_token").asText();
    api.authenticate(token);
    String org = "/api/v1/orgs/" + answer.path("org").path("id").asText();
    api.post(org + "/projects", Map.of("name", "bench"));
    String envs = org + "/projects/bench/envs";
    api.post(envs, Map.of("name", "read"));
    api.post(envs, Map.of("name", "write"));
    environment = envs + "/read";
    written = envs + "/write/secrets/KEY";
    api.postText(environment + "/import", dotenv());
    api.postText(envs + "/write/import", "KEY=" + value() + "\n");
  }

  static SecretsTenant register(int port) throws IOException, InterruptedException {
    return new SecretsTenant(port);
  }

  private static String dotenv() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int i = 0; i < SECRETS; i++) {
      String value = i < REFERENCES ? "a-${KEY_" + (SECRETS - 1 - i) + "}-b" : value();
      lines.put("KEY_" + i, value);
    }
    StringBuilder file = new StringBuilder();
    lines.forEach((key, value) -> file.append(key).append('=').append(value).append('\n'));
    return file.toString();
  }

  private static String value() {
    return UUID.randomUUID().toString().substring(0, LENGTH);
  }

  HttpAsker.Request one() {
    return HttpAsker.get(environment + "/secrets/KEY_" + (SECRETS / 2), Optional.of(token));
  }

  private String whole() {
    return environment + "/secrets?values=true&limit=" + SECRETS;
  }

  HttpAsker.Request all() {
    return HttpAsker.get(whole(), Optional.of(token));
  }

  HttpAsker.Request names() {
    return HttpAsker.get(environment + "/secrets?limit=" + SECRETS, Optional.of(token));
  }

  /** The whole environment again, by who has it. */
  HttpAsker.Request unchanged(int port) throws IOException, InterruptedException {
    ApiClient api = new ApiClient("http://127.0.0.1:" + port);
    api.authenticate(token);
    return HttpAsker.getIfChanged(whole(), token, api.tag(whole()));
  }

  HttpAsker.Request write() {
    return HttpAsker.put(written, token, "{\"value\":\"" + value() + "\"}");
  }
}
