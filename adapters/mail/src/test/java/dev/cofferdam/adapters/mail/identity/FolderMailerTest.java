package dev.cofferdam.adapters.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.application.identity.port.MailerContract;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderMailerTest extends MailerContract {
  private static final Letter LETTER =
      new Letter(EmailAddress.parse("ada@example.com"), "Subject", "text", "<p>html");

  @TempDir private Path temporary;
  private Path folder;
  private Mailer mailer;

  @BeforeEach
  void start() {
    folder = temporary.resolve("mail");
    mailer = new FolderMailer(folder, Reading.FROM, Reading.tickingClock());
  }

  @Override
  protected Mailer mailer() {
    return mailer;
  }

  @Override
  protected List<Letter> delivered() {
    return messages().stream().map(Reading::letter).toList();
  }

  private List<MimeMessage> messages() {
    return files().stream().map(FolderMailerTest::read).toList();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MimeMessage read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void filesArePrivateAndNamedByTime() throws IOException {
    Clock noon = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    new FolderMailer(folder, Reading.FROM, noon).send(LETTER);

    assertThat(files()).hasSize(1);
    Path file = files().get(0);
    assertThat(file.getFileName().toString()).matches("20260301T120000\\.000Z-[0-9a-f-]{36}\\.eml");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void headersSayThatAMachineWroteItAndNotWhichOne() throws Exception {
    mailer.send(LETTER);

    MimeMessage message = messages().get(0);
    assertThat(message.getFrom()[0]).hasToString("Cofferdam <no-reply@cofferdam.example>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getMessageID()).matches("<[0-9a-f-]{36}@cofferdam\\.example>");
    assertThat(message.getSentDate()).isNotNull();
    assertThat(message.getHeader("Bcc")).isNull();
  }

  @Test
  void everyLineFitsTheLimitOfTheRfc() throws IOException {
    mailer.send(new Letter(LETTER.to(), "é".repeat(200), "t".repeat(5_000), "é".repeat(5_000)));

    assertThat(Files.readAllLines(files().get(0)))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
  }

  @Test
  void internationalAddressesAreWrittenAsTheyAre() throws IOException {
    mailer.send(new Letter(EmailAddress.parse("grüße@пример.рф"), "Subject", "text", "<p>html"));

    assertThat(Files.readString(files().get(0))).contains("To: grüße@xn--e1afmkfd.xn--p1ai\r\n");
  }

  /** What {@link EmailAddress} takes, the mailer takes, and as it stands. */
  @Test
  void everyCharacterThatAnAddressMayHaveIsSent() throws Exception {
    LetterWriter writer = new LetterWriter(Reading.FROM, Reading.tickingClock());
    Session session = Session.getInstance(MailProperties.base());
    int taken = 0;
    for (int character = 0; character <= 0x1ffff; character++) {
      String text = Character.toString(character);
      for (String typed : List.of("a" + text + "b@example.org", text + "@a" + text + "b.org")) {
        Optional<EmailAddress> to = parsed(typed);
        if (to.isPresent()) {
          MimeMessage message = writer.write(session, new Letter(to.get(), "S", "t", "<p>h"));
          assertThat(message.getHeader("To"))
              .containsExactly(to.get().localPart() + "@" + to.get().asciiDomain());
          taken++;
        }
      }
    }
    assertThat(taken).isGreaterThan(100_000);
  }

  private static Optional<EmailAddress> parsed(String typed) {
    try {
      return Optional.of(EmailAddress.parse(typed));
    } catch (Refusal refused) {
      return Optional.empty();
    }
  }

  @Test
  void aFolderThatCantBeWrittenIsTold() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    Mailer stuck = new FolderMailer(file, Reading.FROM, Reading.tickingClock());

    assertThatThrownBy(() -> stuck.send(LETTER))
        .isInstanceOf(MailNotSent.class)
        .hasMessageContaining(file.toString());
  }
}
