package dev.cofferdam.adapters.tink.identity;

import java.math.BigInteger;

/** Numbers in the digits 0-9, A-Z, a-z, in this order, which is also that of ASCII. */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /**
   * Writes {@code number} with exactly {@code width} digits, with zeros in front.
   *
   * @throws IllegalArgumentException when it is negative or needs more
   */
  static String encode(BigInteger number, int width) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("negative");
    }
    char[] digits = new char[width];
    BigInteger rest = number;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] divided = rest.divideAndRemainder(BASE);
      digits[i] = DIGITS.charAt(divided[1].intValueExact());
      rest = divided[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("does not fit " + width + " digits");
    }
    return new String(digits);
  }
}
