package dev.cofferdam.domain.runs.masking;

import org.jspecify.annotations.Nullable;

/**
 * Reads digits as a stream of bits and matches the bytes in it, for one of the ways in which bytes
 * can lie in digits: which one it is for is the phase, and all phases together miss nothing.
 *
 * <p>What it reports covers every digit that carries a bit of the pattern.
 */
final class BitReader {
  private static final int NOTHING_READ = -1;

  private final int width;
  private final int skip;
  private final MaskedForm form;
  private final DecodedMatcher matcher;

  /** Which bits can begin a pattern: by their number, then by their value. */
  private final boolean[][] beginnings;

  private final @Nullable Nested nested;

  private int bits;
  private int count = NOTHING_READ;

  /** Where the digit begins that the oldest of {@link #bits} is in. */
  private long bitsStart;

  /**
   * @param skip how many bits of the first digit belong to a byte before
   * @param nested reads the bytes as digits once more, or null
   */
  BitReader(
      int width,
      int skip,
      MaskedForm form,
      DecodedMatcher matcher,
      boolean[][] beginnings,
      @Nullable Nested nested) {
    this.width = width;
    this.skip = skip;
    this.form = form;
    this.matcher = matcher;
    this.beginnings = beginnings;
    this.nested = nested;
  }

  void reset() {
    count = NOTHING_READ;
    matcher.reset();
    if (nested != null) {
      nested.reset();
    }
  }

  /**
   * @param value the digit's value
   * @param start the raw offset of the digit
   * @param end the raw offset after it
   */
  void read(int value, long start, long end, Matches matches) {
    if (count == NOTHING_READ) {
      count = width - skip;
      bits = value & ((1 << count) - 1);
      bitsStart = start;
      return;
    }
    if (count == 0) {
      bitsStart = start;
    }
    bits = bits << width | value;
    count += width;
    if (count >= Byte.SIZE) {
      count -= Byte.SIZE;
      int b = bits >>> count;
      bits &= (1 << count) - 1;
      decoded(b, bitsStart, end, matches);
      bitsStart = start;
    }
  }

  private void decoded(int b, long start, long end, Matches matches) {
    int pattern = matcher.step(b, start);
    if (pattern != Automaton.NONE) {
      matches.add(matcher.startOf(pattern), end, pattern, form);
    }
    if (nested != null) {
      nested.read(b, start, end, matches);
    }
  }

  /** Where the longest beginning of a pattern starts; {@link Long#MAX_VALUE} when there is none. */
  long oldest() {
    long oldest = Long.MAX_VALUE;
    if (matcher.isPartial()) {
      oldest = matcher.partialStart();
    } else if (count > 0 && beginnings[count][bits]) {
      oldest = bitsStart;
    }
    return nested == null ? oldest : Math.min(oldest, nested.oldest());
  }

  /**
   * Base64 in base64: the four phases of the inner one. One line break after a digit is skipped, LF
   * or CRLF; any number of them would have to be held back without end.
   */
  static final class Nested {
    private final BitReader[] readers;
    private int last;

    Nested(BitReader... readers) {
      this.readers = readers.clone();
    }

    private void reset() {
      last = 0;
      for (BitReader reader : readers) {
        reader.reset();
      }
    }

    private void read(int b, long start, long end, Matches matches) {
      boolean afterDigit = Digits.BASE64.value(last) != Digits.NO_DIGIT;
      boolean wraps = afterDigit ? b == '\n' || b == '\r' : b == '\n' && last == '\r';
      int value = Digits.BASE64.value(b);
      if (!wraps && (value == Digits.NO_DIGIT || last == '\r')) {
        reset();
      }
      if (value != Digits.NO_DIGIT) {
        for (BitReader reader : readers) {
          reader.read(value, start, end, matches);
        }
      }
      last = b;
    }

    private long oldest() {
      long oldest = Long.MAX_VALUE;
      for (BitReader reader : readers) {
        oldest = Math.min(oldest, reader.oldest());
      }
      return oldest;
    }
  }
}
