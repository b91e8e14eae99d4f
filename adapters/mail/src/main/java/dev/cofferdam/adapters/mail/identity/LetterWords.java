package dev.cofferdam.adapters.mail.identity;

import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.LetterContent.AlreadySignedUp;
import dev.cofferdam.application.identity.port.LetterContent.EmailChanged;
import dev.cofferdam.application.identity.port.LetterContent.Invitation;
import dev.cofferdam.application.identity.port.LetterContent.InvitationReminder;
import dev.cofferdam.application.identity.port.LetterContent.Link;
import dev.cofferdam.application.identity.port.LetterContent.PasswordChanged;
import dev.cofferdam.application.identity.port.LetterContent.ResetPassword;
import dev.cofferdam.application.identity.port.LetterContent.RunFailed;
import dev.cofferdam.application.identity.port.LetterContent.VerifyEmail;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.PersonName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which file a letter's words are in, and the values that go into them.
 *
 * @param template the name of the file, without {@code .txt}
 */
record LetterWords(String template, Map<String, String> values) {
  /** All files that letters are written from. */
  static final List<String> TEMPLATES =
      List.of(
          "verify-email",
          "reset-password",
          "password-changed",
          "email-changed",
          "already-signed-up",
          "invitation",
          "invitation-reminder",
          "run-failed");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  LetterWords {
    values = Map.copyOf(values);
  }

  static LetterWords of(LetterContent content) {
    if (content instanceof VerifyEmail letter) {
      return confirming("verify-email", letter.name(), letter.link(), letter.validFor());
    }
    if (content instanceof ResetPassword letter) {
      return confirming("reset-password", letter.name(), letter.link(), letter.validFor());
    }
    if (content instanceof Invitation letter) {
      return inviting(
          "invitation",
          letter.inviter(),
          letter.org(),
          letter.role(),
          Map.of("link", uri(letter.link()), "expires_at", TIME.format(letter.expiresAt())));
    }
    if (content instanceof InvitationReminder letter) {
      return inviting(
          "invitation-reminder",
          letter.inviter(),
          letter.org(),
          letter.role(),
          Map.of("link", uri(letter.link()), "expires_at", TIME.format(letter.expiresAt())));
    }
    return telling(content);
  }

  private static LetterWords telling(LetterContent content) {
    if (content instanceof PasswordChanged letter) {
      return new LetterWords(
          "password-changed",
          Map.of(
              "name", name(letter.name()),
              "at", at(letter.at()),
              "forgot", uri(letter.forgot())));
    }
    if (content instanceof EmailChanged letter) {
      return new LetterWords(
          "email-changed",
          Map.of(
              "name", name(letter.name()),
              "at", at(letter.at()),
              "now", PlainText.of(letter.now().value())));
    }
    if (content instanceof AlreadySignedUp letter) {
      return new LetterWords(
          "already-signed-up",
          Map.of(
              "name", name(letter.name()),
              "sign_in", uri(letter.signIn()),
              "forgot", uri(letter.forgot())));
    }
    if (content instanceof RunFailed letter) {
      return new LetterWords(
          "run-failed",
          Map.of(
              "name", name(letter.name()),
              "org", PlainText.of(letter.org()),
              "run", PlainText.of(letter.run()),
              "ended", letter.ended(),
              "environment", PlainText.of(letter.environment()),
              "reason", PlainText.of(letter.reason())));
    }
    throw new IllegalStateException("no words for a " + content.getClass().getSimpleName());
  }

  private static LetterWords confirming(
      String template, PersonName name, Link link, Duration validFor) {
    return new LetterWords(
        template, Map.of("name", name(name), "link", uri(link), "valid_for", inWords(validFor)));
  }

  private static LetterWords inviting(
      String template, PersonName inviter, String org, Role role, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("inviter", name(inviter));
    values.put("org", PlainText.of(org));
    values.put("role", role.code());
    return new LetterWords(template, values);
  }

  private static String name(PersonName name) {
    return PlainText.of(name.value());
  }

  private static String uri(Link link) {
    return link.uri().toASCIIString();
  }

  private static String at(Instant time) {
    return TIME.format(time);
  }

  private static String inWords(Duration duration) {
    boolean whole = duration.toMinutesPart() == 0;
    long count = whole ? duration.toHours() : duration.toMinutes();
    return count + (whole ? " hour" : " minute") + (count == 1 ? "" : "s");
  }
}
