package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;

/**
 * Somebody, or something, as another system knows them: never by an e-mail address, which may pass
 * from one person to another.
 *
 * @param issuer the {@code iss} of OpenID Connect: an address of 1 to 255 visible ASCII characters
 * @param subject the {@code sub}, which the issuer gives to nobody else: 1 to 600 characters
 *     without control characters
 */
public record ExternalIdentity(String issuer, String subject) {
  private static final int MAX_ISSUER = 255;
  private static final int MAX_SUBJECT = 600;

  public ExternalIdentity {
    if (issuer.isEmpty()
        || issuer.length() > MAX_ISSUER
        || !issuer.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw Refusal.invalid("iss", "must have 1 to 255 visible ASCII characters");
    }
    if (subject.isBlank()
        || subject.length() > MAX_SUBJECT
        || subject.codePoints().anyMatch(ExternalIdentity::isNoText)) {
      throw Refusal.invalid("sub", "must have 1 to 600 characters of text");
    }
  }

  private static boolean isNoText(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
