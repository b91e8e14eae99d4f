package dev.cofferdam.domain.runs.masking;

/** A walk through the automaton: what of the bytes read so far may still become a pattern. */
final class Matcher {
  private final Automaton automaton;
  private int node = Automaton.ROOT;
  private int depth;

  Matcher(Automaton automaton) {
    this.automaton = automaton;
  }

  /**
   * @param b 0–255
   * @return the longest pattern that ends with this byte, or {@link Automaton#NONE}
   */
  int step(int b) {
    int from = node;
    int child = automaton.child(from, b);
    while (child == Automaton.NONE && from != Automaton.ROOT) {
      from = automaton.fail(from);
      child = automaton.child(from, b);
    }
    if (child == Automaton.NONE) {
      reset();
      return Automaton.NONE;
    }
    depth = (from == node ? depth : automaton.depth(from)) + 1;
    node = child;
    int pattern = automaton.longestPattern(child);
    if (automaton.isLeaf(child)) {
      leaveLeaf();
    }
    return pattern;
  }

  private void leaveLeaf() {
    while (node != Automaton.ROOT && automaton.isLeaf(node)) {
      node = automaton.fail(node);
    }
    depth = automaton.depth(node);
  }

  /** The number of bytes, back from the last one, that a pattern may begin with. */
  int depth() {
    return depth;
  }

  void reset() {
    node = Automaton.ROOT;
    depth = 0;
  }

  /** Goes to where the other one is, or, where that is deeper, to its longest suffix within. */
  void follow(Matcher other, long atMost) {
    node = other.node;
    depth = other.depth;
    while (depth > atMost) {
      node = automaton.fail(node);
      depth = automaton.depth(node);
    }
  }
}
