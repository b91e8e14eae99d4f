package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.app.RunningServer;
import dev.cofferdam.app.demo.ApiClient;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An invitation leaves a whole server, and what it carries lets somebody in. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class InvitedByLetterTest {
  private static final Pattern LINK =
      Pattern.compile("https://cofferdam\\.example/invitation#token=(cfi_\\w+)");
  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir private Path dataDir;

  @Test
  void joinsByTheLettersLink() throws Exception {
    Installation installation =
        Installation.in(dataDir, "process").with("publicUrl", "https://cofferdam.example");
    try (RunningServer server = installation.startHere()) {
      String url = "http://127.0.0.1:" + server.port();
      Tenant ada = Tenant.register(url, "ada@example.com");
      ada.api().post(ada.path("invitations"), Map.of("email", "eve@example.com", "role", "admin"));
      String token = token();
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

  private String token() throws Exception {
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += 50) {
      for (Path file : letters()) {
        Matcher link = LINK.matcher(textOf(file));
        if (link.find()) {
          return link.group(1);
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no letter invites anybody");
  }

  private static String textOf(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage letter = new MimeMessage(Session.getInstance(new Properties()), in);
      return (String) ((Multipart) letter.getContent()).getBodyPart(0).getContent();
    }
  }

  private List<Path> letters() throws IOException {
    Path folder = dataDir.resolve("mail");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList();
    }
  }
}
