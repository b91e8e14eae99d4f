package dev.cofferdam.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.server.Installation;
import dev.cofferdam.app.server.Tenant;
import dev.cofferdam.application.needs.NeedsDocker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MissingImageTest {
  @TempDir private Path dataDir;

  @Test
  @NeedsDocker
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  void failsTheRunWithAReason() throws Exception {
    try (RunningServer server = Installation.in(dataDir, "docker").startHere()) {
      Tenant ada = Tenant.register("http://127.0.0.1:" + server.port(), "ada@example.com");

      JsonNode run =
          ada.ended(
              ada.run(Map.of("commands", List.of("ls"), "image", "cofferdam/no-such-image:1")));

      assertThat(run.path("status").asText()).as("%s", run).isEqualTo("failed");
      assertThat(run.path("failure_reason").asText()).isEqualTo("image_unavailable");
      assertThat(run.path("failure_detail").asText()).contains("cofferdam/no-such-image:1");
    }
  }
}
