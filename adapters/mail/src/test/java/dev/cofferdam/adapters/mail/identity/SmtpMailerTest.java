package dev.cofferdam.adapters.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.application.identity.port.MailerContract;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmtpMailerTest extends MailerContract {
  private static final Letter LETTER =
      new Letter(EmailAddress.parse("ada@example.com"), "Subject", "t0ken", "<p>t0ken");
  private static final Clock CLOCK = Reading.tickingClock();

  private final GreenMail post = new GreenMail(Reading.serverSetup("smtp"));

  @BeforeEach
  void start() {
    post.start();
  }

  @AfterEach
  void stop() {
    post.stop();
  }

  @Override
  protected Mailer mailer() {
    return mailer("smtp://127.0.0.1:" + post.getSmtp().getPort() + "?starttls=off");
  }

  private static Mailer mailer(String url) {
    return new SmtpMailer(SmtpServer.parse(url), Reading.FROM, CLOCK);
  }

  @Override
  protected List<Letter> delivered() {
    return Arrays.stream(post.getReceivedMessages())
        .sorted(Comparator.comparing(SmtpMailerTest::sentDate))
        .map(Reading::letter)
        .toList();
  }

  private static Date sentDate(MimeMessage message) {
    try {
      return message.getSentDate();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void userAndPasswordAreUsed() {
    post.setUser("relay@example.com", "relay@user", "p@ss:w0rd/");
    post.getUserManager().setAuthRequired(true);
    String at = "@127.0.0.1:" + post.getSmtp().getPort() + "?starttls=off";

    mailer("smtp://relay%40user:p%40ss:w0rd%2F" + at).send(LETTER);
    assertThat(delivered()).containsExactly(LETTER);

    MailNotSent refused = refused(mailer("smtp://relay%40user:wr0ng" + at));
    assertThat(refused.isLasting()).isFalse();
    assertThat(refused).hasMessageContaining("user and password");
    assertThat(delivered()).hasSize(1);
  }

  @Test
  void nothingIsSentInClearWhereTlsIsRequired() {
    MailNotSent refused = refused(mailer("smtp://127.0.0.1:" + post.getSmtp().getPort()));

    assertThat(refused.isLasting()).isFalse();
    assertThat(delivered()).isEmpty();
  }

  @Test
  void aServerThatIsDownIsTold() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (SocketChannel notListening = SocketChannel.open().bind(any)) {
      int port = notListening.socket().getLocalPort();
      MailNotSent refused = refused(mailer("smtp://127.0.0.1:" + port + "?starttls=off"));

      assertThat(refused.isLasting()).isFalse();
      assertThat(refused).hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForever() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SmtpServer server = SmtpServer.parse("smtps://127.0.0.1:" + silent.getLocalPort());
      Properties impatient = new Properties();
      for (String wait : List.of("mail.smtp.timeout", "mail.smtp.connectiontimeout")) {
        assertThat(Integer.parseInt(MailProperties.of(server).getProperty(wait)))
            .isBetween(1_000, 30_000);
        impatient.setProperty(wait, "200");
      }

      MailNotSent refused = refused(new SmtpMailer(server, Reading.FROM, CLOCK, impatient));

      assertThat(refused.isLasting()).isFalse();
    }
  }

  @Test
  void anAddressThatIsNoMoreIsALastingRefusal() throws Exception {
    MailNotSent gone = sendTo("550 5.1.1 no such user <secret detail>");
    assertThat(gone.isLasting()).isTrue();
    assertThat(gone).hasMessageContaining("550").hasMessageNotContaining("secret detail");

    MailNotSent later = sendTo("451 4.7.1 greylisted");
    assertThat(later.isLasting()).isFalse();
    assertThat(later).hasMessageContaining("451");
  }

  private static MailNotSent sendTo(String answerToRecipient) throws Exception {
    try (ScriptedSmtp script = new ScriptedSmtp(answerToRecipient)) {
      return refused(mailer("smtp://127.0.0.1:" + script.port() + "?starttls=off"));
    }
  }

  private static MailNotSent refused(Mailer mailer) {
    MailNotSent refused = catchThrowableOfType(MailNotSent.class, () -> mailer.send(LETTER));
    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused).hasMessageNotContaining("t0ken").hasMessageNotContaining("wr0ng");
    assertThat(refused.getCause()).isNull();
    return refused;
  }
}
