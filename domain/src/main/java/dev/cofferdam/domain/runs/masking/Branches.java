package dev.cofferdam.domain.runs.masking;

import java.util.BitSet;

/** The branches away from a chain: a hash table from (node, byte) to child. */
final class Branches {
  private long[] keys = new long[16];
  private int[] children = new int[16];
  private int size;
  private final BitSet from = new BitSet();

  void put(int node, int b, int child) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(key(node, b));
    keys[slot] = key(node, b);
    children[slot] = child;
    size++;
    from.set(node);
  }

  int get(int node, int b) {
    if (!from.get(node)) {
      return Automaton.NONE;
    }
    int slot = slot(key(node, b));
    return keys[slot] == 0 ? Automaton.NONE : children[slot];
  }

  boolean leaves(int node) {
    return from.get(node);
  }

  /** Never 0, which stands for an empty slot. */
  private static long key(int node, int b) {
    return (((long) node << 8) | b) + 1;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[oldKeys.length * 2];
    children = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        children[slot] = oldChildren[i];
      }
    }
  }
}
