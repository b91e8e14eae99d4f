package dev.cofferdam.app.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.server.Installation;
import dev.cofferdam.app.server.Tenant;
import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.Digests;
import dev.cofferdam.application.runs.port.TarWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files go into a run and come out of it, on a whole server. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class LeftFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGE = 3_000_000;

  @TempDir private Path dataDir;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void leaveAProcess() throws Exception {
    goThroughARun("process");
  }

  @Test
  @NeedsDocker
  void leaveAContainer() throws Exception {
    goThroughARun("docker");
  }

  private void goThroughARun(String runtime) throws Exception {
    String image = System.getenv().getOrDefault("COFFERDAM_DEFAULT_IMAGE", "cofferdam/sandbox:1");
    try (RunningServer server =
        Installation.in(dataDir, runtime).with("runs.image", image).startHere()) {
      String url = "http://127.0.0.1:" + server.port();
      Tenant ada = Tenant.register(url, "ada@example.com");
      JsonNode upload = upload(url, ada);
      JsonNode run =
          ada.ended(
              ada.run(
                  Map.of(
                      "commands",
                      List.of("sh build.sh", "ln -s /etc/passwd dist/passwd; exit 3"),
                      "upload_id",
                      upload.path("id").asText(),
                      "artifacts",
                      List.of("dist/**"))));
      String id = run.path("id").asText();
      assertThat(run.path("failure_reason").asText()).as("%s", run).isEqualTo("command_failed");
      assertThat(ada.log(id))
          .contains("Not kept: dist/passwd (no regular file)")
          .contains("Kept 2 artifacts, " + (LARGE + 6) + " bytes.");
      check(url, ada, id);

      rotate(ada);
      check(url, ada, id);
      assertThat(nothingInClear("built")).isTrue();

      JsonNode again = ada.api().post(ada.path("pipelines/" + id + "/retry"), Map.of());
      assertThat(again.path("retry_of").asText()).isEqualTo(id);
      assertThat(ada.ended(again.path("id").asText()).path("exit_code").asInt()).isEqualTo(3);
      check(url, ada, again.path("id").asText());
    }
  }

  private JsonNode upload(String url, Tenant ada) throws Exception {
    byte[] archive =
        new TarWriter()
            .file(
                "build.sh",
                "mkdir dist && echo built > dist/a.txt && head -c "
                    + LARGE
                    + " /dev/urandom > dist/large && sha256sum < dist/large")
            .tarGz();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + ada.path("uploads")))
                .header("Authorization", "Bearer " + ada.token())
                .header("Content-Type", "application/gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(archive))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private void check(String url, Tenant ada, String run) throws Exception {
    JsonNode items = ada.api().get(ada.path("pipelines/" + run + "/artifacts")).path("items");
    assertThat(items.findValuesAsText("name")).containsExactly("dist/a.txt", "dist/large");
    byte[] large = fetch(url, ada, run, "dist/large");
    assertThat(large).hasSize((int) LARGE);
    String sum = Digests.sha256(large);
    assertThat(items.get(1).path("sha256").asText()).isEqualTo(sum);
    assertThat(ada.log(run)).contains(sum);
    assertThat(fetch(url, ada, run, "dist/a.txt")).isEqualTo("built\n".getBytes(UTF_8));
  }

  private byte[] fetch(String url, Tenant ada, String run, String name) throws Exception {
    String path = ada.path("pipelines/" + run + "/artifacts/" + name);
    return http.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + ada.token())
                .build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  /** Seals all that the org has under a new key, and throws the old one away. */
  private static void rotate(Tenant ada) throws Exception {
    String rotation = ada.api().post(ada.path("keys/rotate"), Map.of()).path("id").asText();
    for (int tries = 0; tries < 600; tries++) {
      JsonNode shown = ada.api().get(ada.path("keys/rotations/" + rotation));
      if (!shown.path("finished_at").isNull()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the rotation does not end");
  }

  private boolean nothingInClear(String word) throws Exception {
    try (Stream<Path> files = Files.walk(dataDir.resolve("objects/contents"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, ISO_8859_1).contains(word)) {
          return false;
        }
      }
    }
    return true;
  }
}
