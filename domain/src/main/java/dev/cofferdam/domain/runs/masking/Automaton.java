package dev.cofferdam.domain.runs.masking;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Aho–Corasick automaton over the bytes of all patterns (A. Aho, M. Corasick, "Efficient string
 * matching", CACM 18, 1975), laid out so that large values stay cheap.
 *
 * <p>Nodes are numbered in the order of insertion, so that the part of a pattern that it shares
 * with no earlier one is a chain of consecutive numbers: the child of most nodes is the next
 * number, and only the places where patterns part need a table. A node costs 9 bytes and two bits
 * (its label, its failure link, its longest pattern), a pattern besides that about 40 bytes. One
 * hundred values of 64 KiB are 60 MB, whatever forms are searched for: forms cost readers, not
 * nodes.
 */
final class Automaton {
  static final int ROOT = 0;
  static final int NONE = -1;

  private final byte[] label;
  private final int[] fail;
  private final int[] longest;
  private final BitSet chainEnds;
  private final Branches branches;
  private final int[] rootChildren;
  private final Chains chains;
  private final int[] patternLengths;
  private final int[] shorter;

  Automaton(
      byte[] label,
      int[] longest,
      BitSet chainEnds,
      Branches branches,
      Chains chains,
      int[] patternLengths) {
    this.label = label;
    this.longest = longest;
    this.chainEnds = chainEnds;
    this.branches = branches;
    this.chains = chains;
    this.patternLengths = patternLengths;
    this.shorter = new int[patternLengths.length];
    this.fail = new int[label.length];
    this.rootChildren = new int[256];
    for (int b = 0; b < 256; b++) {
      rootChildren[b] = childBelowRoot(ROOT, b);
    }
    chains.eachNodeByDepth(this::link);
  }

  private void link(int parent, int node) {
    int suffix = parent == ROOT ? ROOT : next(fail[parent], label[node] & 0xff);
    fail[node] = suffix;
    if (longest[node] == NONE) {
      longest[node] = longest[suffix];
    } else {
      shorter[longest[node]] = longest[suffix];
    }
  }

  private int next(int from, int b) {
    int node = from;
    int child = child(node, b);
    while (child == NONE && node != ROOT) {
      node = fail[node];
      child = child(node, b);
    }
    return child == NONE ? ROOT : child;
  }

  /** The node that {@code b} leads to, without failure links, or {@link #NONE}. */
  int child(int node, int b) {
    return node == ROOT ? rootChildren[b] : childBelowRoot(node, b);
  }

  private int childBelowRoot(int node, int b) {
    int successor = node + 1;
    if (!chainEnds.get(node) && (label[successor] & 0xff) == b) {
      return successor;
    }
    return branches.get(node, b);
  }

  /** The longest proper suffix of the node's text that begins a pattern. */
  int fail(int node) {
    return fail[node];
  }

  /** Whether no pattern goes on from here: what can still come starts at {@link #fail}. */
  boolean isLeaf(int node) {
    return chainEnds.get(node) && !branches.leaves(node);
  }

  /** The longest pattern that ends with the node's text, or {@link #NONE}. */
  int longestPattern(int node) {
    return longest[node];
  }

  /**
   * For who searches for some of the patterns alone.
   *
   * @param wanted which ones, by number
   * @return for each pattern, the longest wanted one that it ends with, maybe itself, or {@link
   *     #NONE}
   */
  int[] longestWanted(boolean[] wanted) {
    int[] longestWanted = new int[wanted.length];
    IntStream.range(0, wanted.length)
        .boxed()
        .sorted(Comparator.comparingInt(this::patternLength))
        .forEach(
            p -> {
              int below = shorter[p] == NONE ? NONE : longestWanted[shorter[p]];
              longestWanted[p] = wanted[p] ? p : below;
            });
    return longestWanted;
  }

  int patternLength(int pattern) {
    return patternLengths[pattern];
  }

  /** The number of bytes in the node's text. */
  int depth(int node) {
    return chains.depth(node);
  }

  boolean isEmpty() {
    return patternLengths.length == 0;
  }
}
