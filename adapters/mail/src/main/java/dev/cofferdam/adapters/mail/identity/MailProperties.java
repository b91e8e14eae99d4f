package dev.cofferdam.adapters.mail.identity;

import java.time.Duration;
import java.util.Properties;

/** What Angus Mail is told, in the words of its package {@code org.eclipse.angus.mail.smtp}. */
final class MailProperties {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private MailProperties() {}

  /** Addresses may be internationalised (RFC 6531, RFC 6532). */
  static Properties base() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    return properties;
  }

  /** Every wait is bounded, and TLS checks who the server is. */
  static Properties of(SmtpServer server) {
    Properties properties = base();
    properties.setProperty("mail.smtp.auth", String.valueOf(server.credentials().isPresent()));
    properties.setProperty("mail.smtp.connectiontimeout", millis(CONNECT));
    properties.setProperty("mail.smtp.timeout", millis(ANSWER));
    properties.setProperty("mail.smtp.writetimeout", millis(ANSWER));
    properties.setProperty("mail.smtp.quitwait", "false");
    boolean startTls = server.security() == SmtpServer.Security.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    boolean tls = server.security() == SmtpServer.Security.TLS;
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    return properties;
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
