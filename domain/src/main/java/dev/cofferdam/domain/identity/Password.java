package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A password as typed, in NFKC as NIST SP 800-63B (5.1.1.2) advises, so that it is the same from
 * every keyboard. Prints as {@code [REDACTED]}.
 */
public final class Password {
  private static final int MIN_CHARACTERS = 10;
  private static final int MAX_CHARACTERS = 128;

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
    if (CommonPasswords.contains(password.text)) {
      throw Refusal.invalid(field, "is among the most common passwords");
    }
    return password;
  }

  /**
   * Makes sure that it is not simply who its owner is, however that is written.
   *
   * @throws Refusal {@code invalid_field} when it is their address, the part of it before the
   *     {@code @}, or their name
   */
  public Password requireNotAbout(String field, Optional<EmailAddress> email, PersonName name) {
    Stream<String> known =
        Stream.concat(
            email.map(EmailAddress::value).stream()
                .flatMap(address -> Stream.of(address, address.replaceFirst("@[^@]*$", ""))),
            Stream.of(name.value()));
    String plain = plain(text);
    if (!plain.isEmpty() && known.map(Password::plain).anyMatch(plain::equals)) {
      throw Refusal.invalid(field, "must not be your e-mail address or your name");
    }
    return this;
  }

  /** What is left of a text when case, spaces and punctuation don't count. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
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
