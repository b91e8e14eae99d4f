package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * A password as typed, in NFKC as NIST SP 800-63B (5.1.1.2) advises, so that it is the same from
 * every keyboard. Prints as {@code [REDACTED]}.
 */
public final class Password {
  private static final int MIN_CHARACTERS = 10;
  private static final int MAX_CHARACTERS = 128;

  /**
   * What is left of the lists of most common passwords once those under ten characters are gone.
   */
  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "123456789a",
          "1234567891",
          "1q2w3e4r5t",
          "1qaz2wsx3edc",
          "qwertyuiop",
          "qwerty12345",
          "qwerty123456",
          "asdfghjkl1",
          "zaq12wsxcde3",
          "password12",
          "password123",
          "password1234",
          "password12345",
          "passw0rd123",
          "p@ssw0rd123",
          "iloveyou123",
          "letmein123",
          "welcome123",
          "welcome1234",
          "administrator",
          "changeme123",
          "changeme1234",
          "football123",
          "baseball123",
          "sunshine123",
          "princess123",
          "superman123",
          "trustno1trustno1",
          "correcthorsebatterystaple",
          "aaaaaaaaaa",
          "0000000000",
          "1111111111",
          "1212121212",
          "9876543210",
          "0987654321",
          "abcdefghij",
          "abcd123456",
          "abc1234567");

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  /** For logging in: whatever was typed, up to a length. */
  public static Password typed(String field, String text) {
    if (characters(text) > MAX_CHARACTERS) {
      throw Refusal.invalid(field, "is longer than " + MAX_CHARACTERS + " characters");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw Refusal.invalid(field, "must be text");
    }
    return new Password(Normalizer.normalize(text, Normalizer.Form.NFKC));
  }

  /**
   * For a new account: 10 to 128 characters, as typed and as kept, and not among the common ones.
   */
  public static Password chosen(String field, String text) {
    Password password = typed(field, text);
    if (Math.min(characters(text), characters(password.text)) < MIN_CHARACTERS) {
      throw Refusal.invalid(field, "must have at least " + MIN_CHARACTERS + " characters");
    }
    if (COMMON.contains(password.text.toLowerCase(Locale.ROOT))) {
      throw Refusal.invalid(field, "is among the most common passwords");
    }
    return password;
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The password in clear. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
