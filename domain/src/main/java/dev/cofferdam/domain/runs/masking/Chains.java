package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The runs of consecutive nodes, in the order of their numbers. */
final class Chains {
  private int[] first = new int[16];
  private int[] firstDepth = new int[16];
  private int[] parent = new int[16];
  private int[] length = new int[16];
  private int size;

  /** A chain that hangs below {@code parentNode}, whose own depth is given. */
  void add(int firstNode, int parentNode, int parentDepth, int nodes) {
    if (size == first.length) {
      first = Arrays.copyOf(first, size * 2);
      firstDepth = Arrays.copyOf(firstDepth, size * 2);
      parent = Arrays.copyOf(parent, size * 2);
      length = Arrays.copyOf(length, size * 2);
    }
    first[size] = firstNode;
    firstDepth[size] = parentDepth + 1;
    parent[size] = parentNode;
    length[size] = nodes;
    size++;
  }

  int depth(int node) {
    if (node == Automaton.ROOT) {
      return 0;
    }
    int at = Arrays.binarySearch(first, 0, size, node);
    int chain = at >= 0 ? at : -at - 2;
    return firstDepth[chain] + node - first[chain];
  }

  /** Shallow nodes first, as failure links need it. */
  void eachNodeByDepth(NodeVisitor visitor) {
    int[] byDepth =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingInt(c -> firstDepth[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] live = new int[size];
    int count = 0;
    int started = 0;
    for (int depth = 1; count > 0 || started < size; depth++) {
      while (started < size && firstDepth[byDepth[started]] == depth) {
        live[count++] = byDepth[started++];
      }
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int chain = live[i];
        int along = depth - firstDepth[chain];
        int node = first[chain] + along;
        visitor.visit(along == 0 ? parent[chain] : node - 1, node);
        if (along + 1 < length[chain]) {
          live[kept++] = chain;
        }
      }
      count = kept;
    }
  }

  /** Called with a node's parent and the node. */
  @FunctionalInterface
  interface NodeVisitor {
    void visit(int parent, int node);
  }
}
