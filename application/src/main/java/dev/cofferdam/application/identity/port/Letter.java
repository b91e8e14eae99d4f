package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import java.util.regex.Pattern;

/**
 * An e-mail to one person, in plain text and, saying the same, in HTML. It may carry a link that is
 * as good as a password, so it prints without its content.
 *
 * @param subject 1 to 200 characters on one line
 * @param text 1 to 100,000 characters
 * @param html 1 to 100,000 characters
 */
public record Letter(EmailAddress to, String subject, String text, String html) {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_BODY = 100_000;
  private static final Pattern LINE_BREAK_OR_CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

  public Letter {
    require("subject", subject, MAX_SUBJECT);
    if (LINE_BREAK_OR_CONTROL.matcher(subject).find()) {
      throw Refusal.invalid("subject", "must be one line without control characters");
    }
    require("text", text, MAX_BODY);
    require("html", html, MAX_BODY);
  }

  private static void require(String field, String value, int max) {
    if (value.isBlank() || value.length() > max) {
      throw Refusal.invalid(field, "must have 1 to " + max + " characters");
    }
  }

  @Override
  public String toString() {
    return "Letter[[REDACTED]]";
  }
}
