package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;

/**
 * A {@link Matcher} over decoded bytes, which remembers where in the stream the encoding of each
 * byte began. It remembers as many as the longest beginning of a pattern that it has met.
 */
final class DecodedMatcher {
  private final Automaton automaton;
  private final Matcher matcher;
  private long[] starts = new long[16];
  private int next;

  private final int[] longestWanted;

  /**
   * @param longestWanted what {@link Automaton#longestWanted} says of the patterns
   */
  DecodedMatcher(Automaton automaton, int[] longestWanted) {
    this.automaton = automaton;
    this.longestWanted = longestWanted;
    this.matcher = new Matcher(automaton);
  }

  /**
   * @param b 0–255
   * @param start the raw offset at which the byte's encoding begins
   * @return the longest wanted pattern that ends with this byte, or {@link Automaton#NONE}
   */
  int step(int b, long start) {
    if (matcher.depth() + 1 >= starts.length) {
      grow();
    }
    starts[next] = start;
    next = (next + 1) & (starts.length - 1);
    int pattern = matcher.step(b);
    return pattern == Automaton.NONE ? pattern : longestWanted[pattern];
  }

  /** Where the given pattern began, right after {@link #step} named it. */
  long startOf(int pattern) {
    return startBack(automaton.patternLength(pattern));
  }

  /** Whether what was read may be the beginning of a pattern. */
  boolean isPartial() {
    return matcher.depth() > 0;
  }

  /** Where the longest beginning of a pattern starts; only when {@link #isPartial()}. */
  long partialStart() {
    return startBack(matcher.depth());
  }

  void reset() {
    matcher.reset();
  }

  /**
   * Takes over what another matcher has read of bytes that stand for themselves.
   *
   * @param end the raw offset after them
   * @param since the raw offset from which they count
   */
  void follow(Matcher other, long end, long since) {
    matcher.follow(other, end - since);
    while (matcher.depth() + 1 >= starts.length) {
      grow();
    }
    for (int back = matcher.depth(); back > 0; back--) {
      starts[next] = end - back;
      next = (next + 1) & (starts.length - 1);
    }
  }

  private long startBack(int back) {
    return starts[(next - back) & (starts.length - 1)];
  }

  /** Lays the ring out from its oldest entry on, in an array of twice the size. */
  private void grow() {
    long[] larger = Arrays.copyOf(starts, starts.length * 2);
    System.arraycopy(starts, next, larger, 0, starts.length - next);
    System.arraycopy(starts, 0, larger, starts.length - next, next);
    next = starts.length;
    starts = larger;
  }
}
