package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.application.identity.port.Mailer;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Hands each letter to an SMTP server (RFC 5321), over a connection of its own. */
public final class SmtpMailer implements Mailer {
  private static final int PERMANENT = 500;

  private final SmtpServer server;
  private final LetterWriter writer;
  private final Session session;

  public SmtpMailer(SmtpServer server, EmailAddress from, Clock clock) {
    this(server, from, clock, new Properties());
  }

  /**
   * @param more what Angus Mail is told on top, such as whom to trust
   */
  SmtpMailer(SmtpServer server, EmailAddress from, Clock clock, Properties more) {
    this.server = server;
    this.writer = new LetterWriter(from, clock);
    Properties properties = MailProperties.of(server);
    properties.putAll(more);
    this.session = Session.getInstance(properties);
  }

  @Override
  public void send(Letter letter) {
    MimeMessage message = writer.write(session, letter);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          server.host(),
          server.port(),
          server.credentials().map(SmtpServer.Credentials::user).orElse(null),
          server.credentials().map(SmtpServer.Credentials::password).orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException refused) {
      throw new MailNotSent(told("does not know our user and password"), false);
    } catch (MessagingException e) {
      throw notSent(e);
    }
  }

  private MailNotSent notSent(MessagingException failure) {
    int code = 0;
    for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
      if (m instanceof SMTPAddressFailedException address) {
        code = address.getReturnCode();
      } else if (m instanceof SMTPSendFailedException send && code == 0) {
        code = send.getReturnCode();
      }
    }
    String how = code == 0 ? "can't be reached safely" : "refused the letter (" + code + ")";
    return new MailNotSent(told(how), code >= PERMANENT);
  }

  private String told(String how) {
    return "The mail server " + server.host() + ":" + server.port() + " " + how + ".";
  }
}
