package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Backslash sequences: those of JSON (RFC 8259, section 7), those that bash writes between {@code
 * $'} and {@code '} (octal with three digits, {@code \E}, …), {@code \xHH}, and a backslash before
 * a byte that then stands for itself.
 *
 * <p>A lone surrogate from {@code \}{@code udc80} to {@code \}{@code udcff} is the byte that python
 * could not decode (PEP 383); other lone surrogates stand for nothing.
 */
final class BackslashEscapes implements Escapes {
  private static final int UNICODE_LENGTH = 6;
  private static final int PAIR_LENGTH = 12;

  @Override
  public boolean opens(int b) {
    return b == '\\';
  }

  @Override
  public int read(byte[] sequence, int length, byte[] decoded) {
    if (length == 1) {
      return INCOMPLETE;
    }
    return switch (sequence[1]) {
      case 'u' -> unicode(sequence, length, decoded);
      case 'x' -> number(sequence, length, 2, Digits.HEX.width(), decoded);
      case '0', '1', '2', '3' -> octal(sequence, length, decoded);
      default -> {
        decoded[0] = single(sequence[1]);
        yield 1;
      }
    };
  }

  private static byte single(byte letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'a' -> 7;
      case 'v' -> 11;
      case 'e', 'E' -> 27;
      default -> letter;
    };
  }

  private static int octal(byte[] sequence, int length, byte[] decoded) {
    if (sequence[length - 1] < '0' || sequence[length - 1] > '7') {
      return INVALID;
    }
    return number(sequence, length, 1, 3, decoded);
  }

  /** A byte as digits from {@code from} on, as many as make up 8 bits and no more than 9. */
  private static int number(byte[] sequence, int length, int from, int width, byte[] decoded) {
    if (length == from) {
      return INCOMPLETE;
    }
    int value = 0;
    for (int i = from; i < length; i++) {
      int digit = Digits.HEX.value(sequence[i] & 0xff);
      if (digit == Digits.NO_DIGIT) {
        return INVALID;
      }
      value = value << width | digit;
    }
    decoded[0] = (byte) value;
    return (length - from) * width < Byte.SIZE ? INCOMPLETE : 1;
  }

  private static int unicode(byte[] sequence, int length, byte[] decoded) {
    int at = length - 1;
    byte last = sequence[at];
    boolean fits =
        switch (at % UNICODE_LENGTH) {
          case 0 -> last == '\\';
          case 1 -> last == 'u';
          default -> Digits.HEX.value(last & 0xff) != Digits.NO_DIGIT;
        };
    if (!fits) {
      return INVALID;
    }
    if (length % UNICODE_LENGTH != 0) {
      return INCOMPLETE;
    }
    char unit = unit(sequence, 0);
    if (length == PAIR_LENGTH) {
      char low = unit(sequence, UNICODE_LENGTH);
      return Character.isLowSurrogate(low)
          ? encode(Character.toCodePoint(unit, low), decoded)
          : INVALID;
    }
    if (Character.isHighSurrogate(unit)) {
      return INCOMPLETE;
    }
    if (Character.isLowSurrogate(unit)) {
      decoded[0] = (byte) unit;
      return isEscapedByte(unit) ? 1 : INVALID;
    }
    return encode(unit, decoded);
  }

  private static boolean isEscapedByte(char unit) {
    return unit >= 0xdc80 && unit <= 0xdcff;
  }

  private static char unit(byte[] sequence, int from) {
    int unit = 0;
    for (int i = from + 2; i < from + UNICODE_LENGTH; i++) {
      unit = unit << 4 | Digits.HEX.value(sequence[i] & 0xff);
    }
    return (char) unit;
  }

  private static int encode(int codePoint, byte[] decoded) {
    byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
    System.arraycopy(bytes, 0, decoded, 0, bytes.length);
    return bytes.length;
  }

  @Override
  public MaskedForm form(byte[] sequence, int length) {
    return switch (sequence[1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u' -> MaskedForm.JSON;
      default -> MaskedForm.SHELL;
    };
  }
}
