package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.adapters.mail.identity.LetterFolder;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.demo.ApiClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An invitation leaves a whole server, and what it carries lets somebody in. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class InvitedByLetterTest {
  @TempDir private Path dataDir;

  @Test
  void joinsByTheLettersLink() throws Exception {
    Installation installation =
        Installation.in(dataDir, "process").with("publicUrl", "https://cofferdam.example");
    try (RunningServer server = installation.startHere()) {
      String url = "http://127.0.0.1:" + server.port();
      Tenant ada = Tenant.verified(url, "ada@example.com", dataDir);
      ada.api().post(ada.path("invitations"), Map.of("email", "eve@example.com", "role", "admin"));
      LetterFolder letters = new LetterFolder(dataDir);
      String token = letters.awaitToken("eve@example.com", "cfi_");
      JsonNode shown = new ApiClient(url).get("/api/v1/invitations/" + token);
      assertThat(shown.path("org_name").asText()).isEqualTo("Ada's org");

      JsonNode eve =
          new ApiClient(url)
              .post(
                  "/api/v1/auth/register",
                  Map.of(
                      "email",
                      "eve@example.com",
                      "password",
                      "another pass phrase",
                      "name",
                      "Eve",
                      "invitation_token",
                      token));

      assertThat(eve.at("/user/email_verified").asBoolean()).isTrue();
      assertThat(eve.at("/org/name").asText()).isEqualTo("Ada's org");
      JsonNode members = ada.api().get(ada.path("members")).path("items");
      assertThat(members).hasSize(2);
      assertThat(members.findValuesAsText("role")).containsExactlyInAnyOrder("owner", "admin");
    }
  }
}
