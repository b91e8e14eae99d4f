package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/**
 * What tells one value of a secret from another without giving any away: made under a key of the
 * org's own from the value, where it lives, and how it came there. It stays the same when the value
 * is sealed anew.
 *
 * @param hex 64 hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!HEX.matcher(hex).matches()) {
      throw Refusal.invalid("fingerprint", "must be 64 hexadecimal digits");
    }
  }
}
