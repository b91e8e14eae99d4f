package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;

/**
 * Reads text with {@link Escapes} and matches what it stands for.
 *
 * <p>It works only while the text may be within a pattern and an escape belongs to that: everything
 * else is the same text that {@link LiteralScanner} matches as it is, from which it takes over when
 * a sequence begins. Sequences are read from left to right.
 */
final class EscapeReader {
  private final Escapes escapes;
  private final DecodedMatcher matcher;
  private final byte[] sequence = new byte[Escapes.MAX_LENGTH];
  private final byte[] decoded = new byte[Escapes.MAX_DECODED];
  private int length;
  private long sequenceStart;
  private boolean active;

  /** The raw offset after the last sequence, or after the first byte of one that was none. */
  private long escapedEnd;

  /** The raw offset after the last sequence that only shells write. */
  private long shellEnd;

  private MaskedForm lastForm = MaskedForm.RAW;

  EscapeReader(Escapes escapes, DecodedMatcher matcher) {
    this.escapes = escapes;
    this.matcher = matcher;
  }

  /**
   * @param literal has matched all bytes before this one as they are
   * @return whether an escape is under way, or is within what may become a match
   */
  boolean read(int b, long offset, Matcher literal, Matches matches) {
    if (!active) {
      if (!escapes.opens(b)) {
        return false;
      }
      active = true;
      matcher.follow(literal, offset, escapedEnd);
    }
    accept((byte) b, offset, matches);
    active = length > 0 || (matcher.isPartial() && matcher.partialStart() < escapedEnd);
    return active;
  }

  private void accept(byte b, long offset, Matches matches) {
    if (length == 0) {
      if (!escapes.opens(b & 0xff)) {
        match(b, offset, offset + 1, matches);
        return;
      }
      sequenceStart = offset;
    }
    sequence[length++] = b;
    int count = escapes.read(sequence, length, decoded);
    if (count == Escapes.INVALID) {
      breakOff(matches);
    } else if (count != Escapes.INCOMPLETE) {
      escapedEnd = offset + 1;
      lastForm = escapes.form(sequence, length);
      if (lastForm == MaskedForm.SHELL) {
        shellEnd = escapedEnd;
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        match(decoded[i], sequenceStart, escapedEnd, matches);
      }
    }
  }

  private void breakOff(Matches matches) {
    byte[] text = Arrays.copyOfRange(sequence, 1, length);
    length = 0;
    matcher.reset();
    escapedEnd = sequenceStart + 1;
    long start = escapedEnd;
    for (int i = 0; i < text.length; i++) {
      accept(text[i], start + i, matches);
    }
  }

  private void match(byte b, long start, long end, Matches matches) {
    int pattern = matcher.step(b & 0xff, start);
    if (pattern == Automaton.NONE) {
      return;
    }
    long patternStart = matcher.startOf(pattern);
    if (patternStart < escapedEnd) {
      matches.add(patternStart, end, pattern, formSince(patternStart));
    }
  }

  private MaskedForm formSince(long start) {
    return start < shellEnd ? MaskedForm.SHELL : lastForm;
  }

  /** Where what may still become a match begins; {@link Long#MAX_VALUE} when there is nothing. */
  long oldest() {
    if (active && matcher.isPartial()) {
      return matcher.partialStart();
    }
    return length > 0 ? sequenceStart : Long.MAX_VALUE;
  }
}
