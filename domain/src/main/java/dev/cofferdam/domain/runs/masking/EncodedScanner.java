package dev.cofferdam.domain.runs.masking;

/**
 * Looks for patterns in text that writes bits as digits.
 *
 * <p>It passes over everything but runs of at least as many digits as the shortest match has. In
 * these it sleeps until a {@link GramFilter} says that the last digits may be near the beginning of
 * a pattern; then it goes back to where that would have begun, and reads every phase until nothing
 * is left that the filter would not find again.
 *
 * <p>A line break is skipped when at least {@link MaskingRules#MIN_WRAP} digits stand right before
 * it, as where a tool wraps its output; after any other line break a new text begins, so that the
 * end of an ordinary line needn't wait for the next one.
 */
final class EncodedScanner implements Scanner {
  private final byte[] values;
  private final int width;
  private final int gramDigits;
  private final int gramMask;
  private final int reach;
  private final int shortestRun;
  private final GramFilter filter;
  private final BitReader[] readers;

  private int gram;

  /** Whether the text is known to be long enough for a match. */
  private boolean inRun;

  private boolean awake;

  /** The raw offset at which the digits began that may belong together. */
  private long textStart;

  /** The raw offset after the last byte that is no digit; only while {@link #inRun}. */
  private long lineStart;

  /** The raw offset after the last carriage return that was skipped. */
  private long skippedReturn = -1;

  /** The raw offset up to which matches have been reported. */
  private long reported;

  /**
   * @param reach within how many digits from a pattern's first one a gram of it ends
   * @param shortestPattern the length of the shortest pattern, in bytes
   * @param readers one for each phase
   */
  EncodedScanner(
      Digits digits,
      int gramDigits,
      int reach,
      int shortestPattern,
      GramFilter filter,
      BitReader[] readers) {
    this.values = digits.table();
    this.width = digits.width();
    this.gramDigits = gramDigits;
    this.gramMask = -1 >>> (Integer.SIZE - gramDigits * width);
    this.reach = reach;
    int bits = Math.max(shortestPattern, Grams.MIN_ENCODED_BYTES) * Byte.SIZE;
    this.shortestRun = Math.min((bits + width - 1) / width, MaskingRules.MIN_WRAP);
    this.filter = filter;
    this.readers = readers.clone();
  }

  @Override
  public void scan(Window window, int from, Matches matches) {
    int at = from;
    while (at < window.end()) {
      if (awake) {
        at = read(window, at, matches);
      } else if (inRun) {
        at = skim(window, at, matches);
      } else {
        at = skip(window, at);
      }
    }
  }

  /**
   * Goes on to where a run is long enough. It looks at the byte that would complete one, and
   * backwards from there, so that most bytes of ordinary text are never looked at.
   *
   * @return the position from which to go on: the first that was not known here, unless a run began
   */
  private int skip(Window window, int from) {
    byte[] bytes = window.array();
    int end = window.end();
    long base = window.base();
    int known = from;
    int start = (int) (textStart - base);
    while (true) {
      int last = start + shortestRun - 1;
      int at = Math.min(last, end - 1);
      while (at >= known && values[bytes[at] & 0xff] >= 0) {
        at--;
      }
      if (at >= known) {
        start = at + 1;
        known = start;
      } else {
        textStart = base + start;
        if (last >= end) {
          return end;
        }
        lineStart = textStart;
        inRun = true;
        return Math.max(start, window.start());
      }
    }
  }

  /** Goes through a run to where a pattern may have begun, and wakes up there. */
  private int skim(Window window, int from, Matches matches) {
    byte[] bytes = window.array();
    int end = window.end();
    int last = gram;
    for (int i = from; i < end; i++) {
      int value = values[bytes[i] & 0xff];
      if (value < 0) {
        if (isBreak(bytes[i], window.base() + i)) {
          return i + 1;
        }
        continue;
      }
      last = last << width | value;
      if (filter.mayHold(last & gramMask)) {
        gram = last;
        wake(window, i + 1, matches);
        return i + 1;
      }
    }
    gram = last;
    return end;
  }

  private void wake(Window window, int end, Matches matches) {
    long seen = reported;
    reread(
        window,
        end,
        (start, matchEnd, pattern, form) -> {
          if (matchEnd > seen) {
            matches.add(start, matchEnd, pattern, form);
          }
        });
    reported = Math.max(seen, window.base() + end);
    awake = oldest() < window.base() + end - (gramDigits - 1);
  }

  /**
   * Reads the last digits again: all of a text that is not yet a run, because the filter has not
   * seen it; of a run as many as lie between a pattern's first one and its grams.
   */
  private void reread(Window window, int end, Matches matches) {
    byte[] bytes = window.array();
    long base = window.base();
    int floor = (int) Math.max(window.start(), textStart - base);
    int start = end;
    int most = inRun ? reach : shortestRun;
    for (int digits = 0; start > floor && digits < most; start--) {
      if (values[bytes[start - 1] & 0xff] >= 0) {
        digits++;
      }
    }
    for (BitReader reader : readers) {
      reader.reset();
    }
    for (int i = start; i < end; i++) {
      int value = values[bytes[i] & 0xff];
      if (value >= 0) {
        readDigit(value, base + i, matches);
      }
    }
  }

  private void readDigit(int value, long offset, Matches matches) {
    for (BitReader reader : readers) {
      reader.read(value, offset, offset + 1, matches);
    }
  }

  /** Reads until nothing is left that the filter would not find again. */
  private int read(Window window, int from, Matches matches) {
    byte[] bytes = window.array();
    int end = window.end();
    long base = window.base();
    for (int i = from; i < end; i++) {
      int value = values[bytes[i] & 0xff];
      boolean over;
      if (value < 0) {
        over = isBreak(bytes[i], base + i);
      } else {
        gram = gram << width | value;
        readDigit(value, base + i, matches);
        over = oldest() >= base + i + 1 - (gramDigits - 1);
      }
      if (over) {
        awake = false;
        reported = base + i + 1;
        return i + 1;
      }
    }
    reported = base + end;
    return end;
  }

  /** Takes a byte within a run that is no digit; returns whether it ends the run. */
  private boolean isBreak(byte b, long offset) {
    boolean atLineEnd = (b == '\n' || b == '\r') && offset - lineStart >= MaskingRules.MIN_WRAP;
    boolean wrap = atLineEnd || (b == '\n' && offset == skippedReturn);
    if (!wrap) {
      textStart = offset + 1;
      inRun = false;
    } else if (b == '\r') {
      skippedReturn = offset + 1;
    }
    lineStart = offset + 1;
    return !wrap;
  }

  private long oldest() {
    long oldest = Long.MAX_VALUE;
    for (BitReader reader : readers) {
      oldest = Math.min(oldest, reader.oldest());
    }
    return oldest;
  }

  @Override
  public long settled(Window window) {
    if (!awake) {
      reread(window, window.end(), (start, end, pattern, form) -> {});
    }
    return Math.min(oldest(), window.endOffset());
  }
}
