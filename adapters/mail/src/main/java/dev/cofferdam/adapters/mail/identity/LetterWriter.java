package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.application.identity.port.MailNotSent;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;

/**
 * Writes a letter as an Internet message (RFC 5322): text and HTML as alternatives, in base64, and
 * marked as sent by a machine (RFC 3834), so that no autoresponder answers it.
 */
final class LetterWriter {
  private static final String UTF_8 = "UTF-8";
  private static final String SENDER_NAME = "Cofferdam";

  private final EmailAddress from;
  private final Clock clock;

  LetterWriter(EmailAddress from, Clock clock) {
    this.from = from;
    this.clock = clock;
  }

  /**
   * @throws MailNotSent lastingly, for an address that mail can't be sent to
   */
  MimeMessage write(Session session, Letter letter) {
    InternetAddress to = address(letter.to());
    InternetAddress sender = address(from);
    try {
      sender.setPersonal(SENDER_NAME, UTF_8);
      MimeMessage message = new IdentifiedMessage(session, from.asciiDomain());
      message.setFrom(sender);
      message.setRecipient(Message.RecipientType.TO, to);
      message.setHeader("Subject", SubjectHeader.encode(letter.subject()));
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setContent(
          new MimeMultipart(
              "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
      message.saveChanges();
      return message;
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new IllegalStateException("a letter can't be written", e);
    }
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8, subtype);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** The address as it stands: never read as a comment, a group or a list of addresses. */
  private static InternetAddress address(EmailAddress email) {
    try {
      InternetAddress address = new InternetAddress();
      address.setAddress(email.localPart() + "@" + email.asciiDomain());
      address.validate();
      return address;
    } catch (AddressException unfit) {
      throw new MailNotSent("This is not an address that mail can be sent to.", true);
    }
  }

  /** A message whose id names the sender's domain, not this machine and its user. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String domain;

    IdentifiedMessage(Session session, String domain) {
      super(session);
      this.domain = domain;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }
  }
}
