package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.app.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run gets what its references lead to in other environments, as far as its author may read. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ReferencesInRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dataDir;

  @Test
  void leadWhereTheAuthorMayReadAndNowhereElse() throws Exception {
    try (RunningServer server = Installation.in(dataDir, "process").startHere()) {
      String url = "http://127.0.0.1:" + server.port();
      Tenant ada = Tenant.verified(url, "ada@example.com", dataDir);
      fill(ada);

      JsonNode ended = ada.ended(ada.run(pipeline()));

      assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("succeeded");
      assertThat(ada.log(ended.path("id").asText()))
          .contains("the same\n")
          .contains("it is: ***\n")
          .doesNotContain("correct-horse");
      JsonNode history =
          ada.api().get(ada.path("projects/shop/envs/vault/secrets/PASSWORD/history"));
      assertThat(history.at("/items/0/runs/0").asText()).isEqualTo(ended.path("id").asText());

      for (String environment : List.of("dev", "vault")) {
        String token = token(ada, environment);
        JsonNode refused = refused(url, ada, token);
        assertThat(refused.path("code").asText())
            .isEqualTo(
                environment.equals("dev") ? "unresolved_reference" : "environment_not_found");
        assertThat(refused.toString()).doesNotContain("correct-horse");
      }
      JsonNode refused = refused(url, ada, token(ada, "dev"));
      assertThat(refused.at("/errors/0/message").asText())
          .isEqualTo(
              "shop/dev/URL -> shop/vault/PASSWORD is not there, or not for this caller to read");
      JsonNode runs = ada.api().get(ada.path("pipelines"));
      assertThat(runs.path("items")).hasSize(1);
    }
  }

  private static void fill(Tenant ada) throws Exception {
    ada.api().post(ada.path("projects"), Map.of("name", "shop"));
    for (String environment : List.of("dev", "vault")) {
      ada.api().post(ada.path("projects/shop/envs"), Map.of("name", environment));
    }
    ada.api()
        .postText(ada.path("projects/shop/envs/vault/import"), "PASSWORD=correct-horse-battery\n");
    ada.api()
        .postText(
            ada.path("projects/shop/envs/dev/import"), "URL=db://ada:${vault.PASSWORD}@host\n");
  }

  private static Map<String, Object> pipeline() {
    return Map.of(
        "project",
        "shop",
        "environment",
        "dev",
        "commands",
        List.of(
            "[ \"$URL\" = db://ada:cor\"rect-horse-battery@host\" ] && echo the same",
            "echo \"it is: $URL\"",
            "[ -z \"${PASSWORD:-}\" ]"));
  }

  private static String token(Tenant ada, String environment) throws Exception {
    return ada.api()
        .post(
            ada.path("service-tokens"),
            Map.of(
                "name",
                "runs " + environment + System.nanoTime(),
                "project",
                "shop",
                "environments",
                List.of(environment),
                "access",
                "run"))
        .path("token")
        .asText();
  }

  private static JsonNode refused(String url, Tenant ada, String token) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + ada.path("pipelines")))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(pipeline())))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    return JSON.readTree(answer.body());
  }
}
