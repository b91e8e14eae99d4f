package dev.cofferdam.domain.runs.masking;

/** Percent-encoding, RFC 3986; for forms also the {@code +} for a space (WHATWG URL, section 5). */
final class PercentEscapes implements Escapes {
  private static final int LENGTH = 3;

  private final boolean plusIsSpace;

  PercentEscapes(boolean plusIsSpace) {
    this.plusIsSpace = plusIsSpace;
  }

  @Override
  public boolean opens(int b) {
    return b == '%' || (plusIsSpace && b == '+');
  }

  @Override
  public int read(byte[] sequence, int length, byte[] decoded) {
    if (sequence[0] == '+') {
      decoded[0] = ' ';
      return 1;
    }
    if (length > 1 && Digits.HEX.value(sequence[length - 1] & 0xff) == Digits.NO_DIGIT) {
      return INVALID;
    }
    if (length < LENGTH) {
      return INCOMPLETE;
    }
    decoded[0] =
        (byte) (Digits.HEX.value(sequence[1] & 0xff) << 4 | Digits.HEX.value(sequence[2] & 0xff));
    return 1;
  }

  @Override
  public MaskedForm form(byte[] sequence, int length) {
    return MaskedForm.URL;
  }
}
