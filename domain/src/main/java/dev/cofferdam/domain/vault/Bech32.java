package dev.cofferdam.domain.vault;

import java.util.Locale;
import java.util.Optional;

/** Bech32 (BIP 173) over 32 bytes, without its bound on length, as age uses it. */
public final class Bech32 {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BYTES = 32;
  private static final int DATA = 52;
  private static final int CHECK = 6;

  private Bech32() {}

  /**
   * Writes 32 bytes, in lower case.
   *
   * @param prefix the human-readable part, in lower case
   */
  public static String encode(String prefix, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not 32 bytes");
    }
    int[] data = new int[DATA];
    for (int bit = 0; bit < BYTES * Byte.SIZE; bit++) {
      int set = (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1;
      data[bit / 5] |= set << (4 - bit % 5);
    }
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (int digit : data) {
      text.append(DIGITS.charAt(digit));
    }
    int check = polymod(prefix, data, new int[CHECK]) ^ 1;
    for (int i = 0; i < CHECK; i++) {
      text.append(DIGITS.charAt((check >> (5 * (CHECK - 1 - i))) & 31));
    }
    return text.toString();
  }

  /**
   * Reads 32 bytes; all lower or all upper case.
   *
   * @return empty when it has another prefix or length, a wrong digit, or doesn't add up
   */
  public static Optional<byte[]> decode(String prefix, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean oneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
    String start = prefix + "1";
    if (!oneCase || !lower.startsWith(start) || lower.length() != start.length() + DATA + CHECK) {
      return Optional.empty();
    }
    int[] data = new int[DATA];
    int[] check = new int[CHECK];
    for (int i = 0; i < DATA + CHECK; i++) {
      int digit = DIGITS.indexOf(lower.charAt(start.length() + i));
      if (digit < 0) {
        return Optional.empty();
      }
      if (i < DATA) {
        data[i] = digit;
      } else {
        check[i - DATA] = digit;
      }
    }
    return polymod(prefix, data, check) == 1 ? bytes(data) : Optional.empty();
  }

  /** Empty when the bits behind the last byte are not zero. */
  private static Optional<byte[]> bytes(int[] data) {
    byte[] bytes = new byte[BYTES];
    for (int bit = 0; bit < DATA * 5; bit++) {
      int set = (data[bit / 5] >> (4 - bit % 5)) & 1;
      if (bit >= BYTES * Byte.SIZE) {
        if (set != 0) {
          return Optional.empty();
        }
      } else {
        bytes[bit / Byte.SIZE] |= (byte) (set << (Byte.SIZE - 1 - bit % Byte.SIZE));
      }
    }
    return Optional.of(bytes);
  }

  private static int polymod(String prefix, int[] data, int[] check) {
    int sum = 1;
    for (int i = 0; i < prefix.length(); i++) {
      sum = step(sum, prefix.charAt(i) >> 5);
    }
    sum = step(sum, 0);
    for (int i = 0; i < prefix.length(); i++) {
      sum = step(sum, prefix.charAt(i) & 31);
    }
    for (int digit : data) {
      sum = step(sum, digit);
    }
    for (int digit : check) {
      sum = step(sum, digit);
    }
    return sum;
  }

  private static int step(int sum, int digit) {
    int top = sum >>> 25;
    int next = ((sum & 0x1ffffff) << 5) ^ digit;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
