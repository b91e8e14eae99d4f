package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/**
 * A single quote inside single quotes for a shell, which has to leave them: {@code '\''}, as bash
 * and jq write it, and {@code '"'"'}, as dash and python do.
 */
final class QuoteEscapes implements Escapes {
  private static final List<byte[]> SEQUENCES =
      List.of("'\\''".getBytes(US_ASCII), "'\"'\"'".getBytes(US_ASCII));

  @Override
  public boolean opens(int b) {
    return b == '\'';
  }

  @Override
  public int read(byte[] sequence, int length, byte[] decoded) {
    for (byte[] whole : SEQUENCES) {
      if (length <= whole.length && Arrays.equals(whole, 0, length, sequence, 0, length)) {
        decoded[0] = '\'';
        return length == whole.length ? 1 : INCOMPLETE;
      }
    }
    return INVALID;
  }

  @Override
  public MaskedForm form(byte[] sequence, int length) {
    return MaskedForm.SHELL;
  }
}
