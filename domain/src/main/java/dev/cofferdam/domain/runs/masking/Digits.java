package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;

/** The digits of an encoding that writes bits as digits: base64 or hexadecimal. */
final class Digits {
  /** Stands in {@link #table} for what is no digit. */
  static final int NO_DIGIT = -1;

  private static final String STANDARD =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String URL_SAFE = STANDARD.replace('+', '-').replace('/', '_');

  /**
   * Both alphabets of RFC 4648 at once: {@code +} and {@code -} are 62, {@code /} and {@code _} 63.
   */
  static final Digits BASE64 = new Digits(6, STANDARD, URL_SAFE);

  static final Digits HEX = new Digits(4, "0123456789abcdef", "0123456789ABCDEF");

  private final int width;
  private final byte[] values = new byte[256];

  private Digits(int width, String... alphabets) {
    this.width = width;
    Arrays.fill(values, (byte) NO_DIGIT);
    for (String alphabet : alphabets) {
      for (int i = 0; i < alphabet.length(); i++) {
        values[alphabet.charAt(i)] = (byte) i;
      }
    }
  }

  /** The bits of one digit. */
  int width() {
    return width;
  }

  /** The value of a character, 0–255, or {@link #NO_DIGIT}. */
  int value(int character) {
    return values[character];
  }

  /** A copy of all values, by character. */
  byte[] table() {
    return values.clone();
  }

  /** The character for a base64 digit, of either alphabet. */
  static char base64(int value, boolean urlSafe) {
    return (urlSafe ? URL_SAFE : STANDARD).charAt(value);
  }
}
