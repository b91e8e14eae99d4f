package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in its canonical form: NFC, lower case, trimmed; never folded further, so that
 * dots and tags keep their meaning. Two addresses are the same when their canonical forms are.
 */
public record EmailAddress(String value) {
  private static final int MAX_LENGTH = 254;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[^\\s@\\p{Cntrl}\\p{Cf}\\p{Cs}<>\",;:]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*");

  public EmailAddress {
    if (!value.equals(canonical(value))) {
      throw new IllegalArgumentException("not canonical");
    }
    if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
      throw Refusal.invalid("email", "is not an e-mail address");
    }
  }

  /** Canonicalises what somebody typed. */
  public static EmailAddress parse(String typed) {
    return new EmailAddress(canonical(typed));
  }

  private static String canonical(String typed) {
    return composed(composed(typed).toLowerCase(Locale.ROOT)).strip();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return value;
  }
}
