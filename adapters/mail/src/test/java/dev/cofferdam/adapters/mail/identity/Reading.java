package dev.cofferdam.adapters.mail.identity;

import com.icegreen.greenmail.util.ServerSetup;
import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.domain.identity.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Reads messages as those who got them do, and a clock that lets them be put in order. */
final class Reading {
  static final EmailAddress FROM = EmailAddress.parse("no-reply@cofferdam.example");

  private Reading() {}

  /** A server on any port, with time to start on a busy machine. */
  static ServerSetup serverSetup(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(60_000);
    return setup;
  }

  static Letter letter(MimeMessage message) {
    try {
      Multipart parts = (Multipart) message.getContent();
      if (!parts.getContentType().startsWith("multipart/alternative")
          || parts.getCount() != 2
          || !parts.getBodyPart(0).isMimeType("text/plain")
          || !parts.getBodyPart(1).isMimeType("text/html")
          || message.getAllRecipients().length != 1) {
        throw new AssertionError("not a letter of ours");
      }
      return new Letter(
          EmailAddress.parse(message.getAllRecipients()[0].toString()),
          message.getSubject(),
          unix(parts.getBodyPart(0).getContent()),
          unix(parts.getBodyPart(1).getContent()));
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String unix(Object text) {
    return ((String) text).replace("\r\n", "\n");
  }

  /** Goes on by a second each time that it is asked. */
  static Clock tickingClock() {
    AtomicLong seconds = new AtomicLong(1_780_000_000);
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochSecond(seconds.incrementAndGet());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
