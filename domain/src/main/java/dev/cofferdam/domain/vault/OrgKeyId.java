package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.HexFormat;

/**
 * Which key of an org's keyset something is sealed under: not secret, and different for all keys
 * that the org ever had. As written: {@code ok-} and 8 hexadecimal digits.
 *
 * @param value 32 bits, which stand in front of what the key sealed
 */
public record OrgKeyId(long value) {
  private static final long LAST = 0xffff_ffffL;

  public OrgKeyId {
    if (value < 0 || value > LAST) {
      throw Refusal.invalid("key", "must be a number of 32 bits");
    }
  }

  @Override
  public String toString() {
    return "ok-" + HexFormat.of().toHexDigits(value, 8);
  }
}
