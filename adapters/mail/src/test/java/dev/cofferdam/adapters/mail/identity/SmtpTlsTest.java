package dev.cofferdam.adapters.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.domain.identity.EmailAddress;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is talked to over TLS: a server with a trusted certificate for the name that we know. */
final class SmtpTlsTest {
  private static final String PASSWORD = "only-for-this-test";
  private static final String KEYSTORE = "greenmail.tls.keystore.file";
  private static final String KEYSTORE_PASSWORD = "greenmail.tls.keystore.password";
  private static final Letter LETTER =
      new Letter(EmailAddress.parse("ada@example.com"), "Subject", "text", "<p>html");

  @TempDir private static Path folder;
  private static Path keystore;
  private static GreenMail post;

  /** The server's certificate is for localhost, not for its address. */
  @BeforeAll
  static void start() throws Exception {
    keystore = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    System.setProperty(KEYSTORE, keystore.toString());
    System.setProperty(KEYSTORE_PASSWORD, PASSWORD);
    post = new GreenMail(Reading.serverSetup("smtps"));
    post.start();
  }

  @AfterAll
  static void stop() {
    post.stop();
    System.clearProperty(KEYSTORE);
    System.clearProperty(KEYSTORE_PASSWORD);
  }

  private static Mailer mailer(String host, Properties more) {
    SmtpServer server = SmtpServer.parse("smtps://" + host + ":" + post.getSmtps().getPort());
    return new SmtpMailer(server, Reading.FROM, Reading.tickingClock(), more);
  }

  private static Properties trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      trusted.load(in, PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", trusted.getCertificate("server"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    Properties properties = new Properties();
    properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return properties;
  }

  @Test
  void onlyATrustedServerUnderItsNameGetsLetters() throws Exception {
    assertThatThrownBy(() -> mailer("localhost", new Properties()).send(LETTER))
        .as("a certificate that nobody trusts")
        .isInstanceOf(MailNotSent.class);
    assertThatThrownBy(() -> mailer("127.0.0.1", trusting()).send(LETTER))
        .as("a certificate for another name")
        .isInstanceOf(MailNotSent.class);
    assertThat(post.getReceivedMessages()).isEmpty();

    mailer("localhost", trusting()).send(LETTER);

    assertThat(post.getReceivedMessages()).hasSize(1);
    assertThat(Reading.letter(post.getReceivedMessages()[0])).isEqualTo(LETTER);
  }
}
