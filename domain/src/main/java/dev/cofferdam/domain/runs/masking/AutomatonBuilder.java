package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;
import java.util.BitSet;

/** Gathers patterns into a trie, and makes the {@link Automaton} of it. */
final class AutomatonBuilder {
  private byte[] label;
  private int[] longest;
  private int nodes = 1;
  private int[] patternLengths = new int[16];
  private int patterns;
  private final BitSet chainEnds = new BitSet();
  private final Branches branches = new Branches();
  private final Chains chains = new Chains();

  /**
   * @param patternBytes the sum of the patterns' lengths, or less when they share beginnings
   */
  AutomatonBuilder(int patternBytes) {
    label = new byte[patternBytes + 1];
    longest = new int[patternBytes + 1];
    longest[Automaton.ROOT] = Automaton.NONE;
    chainEnds.set(Automaton.ROOT);
  }

  /**
   * @param pattern not empty
   * @return the pattern's number: the next one, or the one that the same bytes got before
   */
  int add(byte[] pattern) {
    int node = Automaton.ROOT;
    int depth = 0;
    while (depth < pattern.length) {
      int child = child(node, pattern[depth] & 0xff);
      if (child == Automaton.NONE) {
        break;
      }
      node = child;
      depth++;
    }
    if (depth < pattern.length) {
      node = hang(node, depth, pattern);
    }
    if (longest[node] == Automaton.NONE) {
      longest[node] = number(pattern.length);
    }
    return longest[node];
  }

  private int child(int node, int b) {
    if (!chainEnds.get(node) && (label[node + 1] & 0xff) == b) {
      return node + 1;
    }
    return branches.get(node, b);
  }

  private int hang(int parent, int depth, byte[] pattern) {
    int length = pattern.length - depth;
    int first = nodes;
    nodes += length;
    if (nodes > label.length) {
      label = Arrays.copyOf(label, Math.max(nodes, label.length * 2));
      longest = Arrays.copyOf(longest, label.length);
    }
    System.arraycopy(pattern, depth, label, first, length);
    Arrays.fill(longest, first, nodes, Automaton.NONE);
    branches.put(parent, pattern[depth] & 0xff, first);
    chains.add(first, parent, depth, length);
    chainEnds.set(nodes - 1);
    return nodes - 1;
  }

  private int number(int length) {
    if (patterns == patternLengths.length) {
      patternLengths = Arrays.copyOf(patternLengths, patterns * 2);
    }
    patternLengths[patterns] = length;
    return patterns++;
  }

  Automaton build() {
    return new Automaton(
        label.length == nodes ? label : Arrays.copyOf(label, nodes),
        label.length == nodes ? longest : Arrays.copyOf(longest, nodes),
        chainEnds,
        branches,
        chains,
        Arrays.copyOf(patternLengths, patterns));
  }
}
