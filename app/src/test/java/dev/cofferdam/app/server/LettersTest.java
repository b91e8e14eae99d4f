package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.cofferdam.app.RunningServer;
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

/** Letters leave a whole server, and what they carry works. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class LettersTest {
  private static final Pattern LINK =
      Pattern.compile("https://cofferdam\\.example/verify-email#token=(cfv_\\w+)");
  private static final Pattern RESET =
      Pattern.compile("https://cofferdam\\.example/reset-password#token=(cfp_\\w+)");
  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir private Path dataDir;

  @Test
  void reachTheMailServerOrAFileAndVerifyAnAddress() throws Exception {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(PATIENCE_MILLIS);
    GreenMail postman = new GreenMail(setup);
    postman.start();
    try {
      Installation installation =
          Installation.in(dataDir, "process").with("publicUrl", "https://cofferdam.example");
      int port = postman.getSmtp().getPort();
      Installation mailing =
          installation
              .with("mail.smtpUrl", "smtp://127.0.0.1:" + port + "?starttls=off")
              .with("mail.from", "cofferdam@example.org");
      try (RunningServer server = mailing.startHere()) {
        Tenant ada = Tenant.register(url(server), "ada@example.com");
        assertThat(postman.waitForIncomingEmail(PATIENCE_MILLIS, 1)).isTrue();
        MimeMessage letter = postman.getReceivedMessages()[0];
        assertThat(letter.getAllRecipients()[0]).hasToString("ada@example.com");
        assertThat(letter.getFrom()[0]).hasToString("Cofferdam <cofferdam@example.org>");
        assertVerifies(ada, letter);
        ada.api().post("/api/v1/auth/password/forgot", Map.of("email", "ada@example.com"));
        assertThat(postman.waitForIncomingEmail(PATIENCE_MILLIS, 2)).isTrue();
        assertSetsPassword(ada, postman.getReceivedMessages()[1]);
        assertThat(postman.waitForIncomingEmail(PATIENCE_MILLIS, 3)).as("the notice").isTrue();
      }
      try (RunningServer server = installation.startHere()) {
        assertVerifies(Tenant.register(url(server), "bob@example.com"), onlyFile());
      }
      assertThat(postman.getReceivedMessages()).as("letters by SMTP").hasSize(3);
    } finally {
      postman.stop();
    }
  }

  private static void assertVerifies(Tenant who, MimeMessage letter) throws Exception {
    String text = (String) ((Multipart) letter.getContent()).getBodyPart(0).getContent();
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    assertThat(isVerified(who)).isFalse();
    who.api().post("/api/v1/auth/email/verify", Map.of("token", link.group(1)));
    assertThat(isVerified(who)).isTrue();
  }

  private static void assertSetsPassword(Tenant who, MimeMessage letter) throws Exception {
    String text = (String) ((Multipart) letter.getContent()).getBodyPart(0).getContent();
    Matcher link = RESET.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    Map<String, String> reset = Map.of("token", link.group(1), "password", "another pass phrase");
    who.api().post("/api/v1/auth/password/reset", reset);
    Map<String, String> login =
        Map.of("email", "ada@example.com", "password", "another pass phrase");
    assertThat(who.api().post("/api/v1/auth/login", login).path("access_token").asText())
        .isNotEmpty();
  }

  private static boolean isVerified(Tenant who) throws Exception {
    return who.api().get("/api/v1/me").at("/user/email_verified").asBoolean();
  }

  private MimeMessage onlyFile() throws Exception {
    List<Path> files = letters();
    for (long waited = 0; files.isEmpty() && waited < PATIENCE_MILLIS; waited += 50) {
      Thread.sleep(50);
      files = letters();
    }
    assertThat(files).hasSize(1);
    try (InputStream in = Files.newInputStream(files.get(0))) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
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

  private static String url(RunningServer server) {
    return "http://127.0.0.1:" + server.port();
  }
}
