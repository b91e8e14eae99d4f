package dev.cofferdam.domain.runs.masking;

/**
 * Looks for patterns as they are, and in text in which some bytes are escaped.
 *
 * <p>It sleeps until its {@link LiteralSkip} says that a pattern may have begun or that an escape
 * begins, and falls asleep when nothing is left that would not be found again.
 */
final class LiteralScanner implements Scanner {
  private final Automaton automaton;
  private final LiteralSkip skip;
  private final Matcher matcher;
  private final EscapeReader[] readers;
  private boolean awake;
  private boolean escaping;

  LiteralScanner(Automaton automaton, LiteralSkip skip, EscapeReader[] readers) {
    this.automaton = automaton;
    this.skip = skip;
    this.matcher = new Matcher(automaton);
    this.readers = readers.clone();
  }

  @Override
  public void scan(Window window, int from, Matches matches) {
    int at = from;
    while (at < window.end()) {
      if (!awake) {
        at = skip.next(window, at);
        if (at == window.end()) {
          return;
        }
        reread(window, at);
        awake = true;
      }
      at = read(window, at, matches);
    }
  }

  /** Matches the last bytes again, as far back as a pattern may have begun. */
  private void reread(Window window, int end) {
    matcher.reset();
    for (int i = Math.max(window.start(), end - LiteralSkip.GRAM_BYTES); i < end; i++) {
      matcher.step(window.array()[i] & 0xff);
    }
  }

  private int read(Window window, int from, Matches matches) {
    byte[] bytes = window.array();
    int end = window.end();
    long base = window.base();
    for (int i = from; i < end; i++) {
      int b = bytes[i] & 0xff;
      if (escaping || skip.opens(b)) {
        escaping = readEscaped(b, base + i, matches);
      }
      int pattern = matcher.step(b);
      if (pattern != Automaton.NONE) {
        long matchEnd = base + i + 1;
        matches.add(matchEnd - automaton.patternLength(pattern), matchEnd, pattern, MaskedForm.RAW);
      }
      if (!escaping && matcher.depth() < skip.gramBytes()) {
        awake = false;
        return i + 1;
      }
    }
    return end;
  }

  /** Returns whether an escape is under way, or is within what may become a match. */
  private boolean readEscaped(int b, long offset, Matches matches) {
    boolean active = false;
    for (EscapeReader reader : readers) {
      active |= reader.read(b, offset, matcher, matches);
    }
    return active;
  }

  @Override
  public long settled(Window window) {
    if (!awake) {
      reread(window, window.end());
    }
    long settled = window.endOffset() - matcher.depth();
    for (EscapeReader reader : readers) {
      settled = Math.min(settled, reader.oldest());
    }
    return settled;
  }
}
