package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An X25519 recipient of age (age-encryption.org/v1): {@code age1} and 58 characters of Bech32 (BIP
 * 173) over a public key of 32 bytes. Points of low order, under which anybody reads, are none.
 */
public record AgeRecipient(String value) {
  private static final Pattern SHAPE = Pattern.compile("age1[02-9ac-hj-np-z]{58}");
  private static final String WHAT = "must be a recipient of age, such as age1… of 62 characters";
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** Coordinates modulo p of the points of order 1, 2, 4 and 8, and of their twists (RFC 7748). */
  private static final Set<BigInteger> LOW_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          new BigInteger(
              "325606250916557431795983626356110631294008115727848805560023387167927233504"),
          new BigInteger(
              "39382357235489614581723060781553021112529911719440698176882885853963445705823"));

  /** Refused as {@code recipient}. */
  public AgeRecipient {
    if (!SHAPE.matcher(value).matches()) {
      throw Refusal.invalid("recipient", WHAT);
    }
    byte[] point =
        Bech32.decode("age", value).orElseThrow(() -> Refusal.invalid("recipient", WHAT));
    if (LOW_ORDER.contains(coordinate(point))) {
      throw Refusal.invalid("recipient", "must not be a point of low order");
    }
  }

  /** Little-endian, without the highest bit, modulo p. */
  private static BigInteger coordinate(byte[] point) {
    byte[] big = new byte[point.length];
    for (int i = 0; i < point.length; i++) {
      big[i] = point[point.length - 1 - i];
    }
    big[0] &= 0x7f;
    return new BigInteger(1, big).mod(P);
  }

  @Override
  public String toString() {
    return value;
  }
}
