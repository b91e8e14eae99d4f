package dev.cofferdam.domain.runs.masking;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Says of a few consecutive characters whether a pattern's encoding may begin so: a Bloom filter
 * with two probes, small enough for the processor's caches. It errs only by saying yes.
 */
final class GramFilter {
  /** From so many grams on it would say yes too often to be worth its cost. */
  static final int MAX_GRAMS = 1 << 18;

  private static final int BITS_PER_GRAM = 64;
  private static final int MIN_BITS_LOG2 = 12;
  private static final int MAX_BITS_LOG2 = 22;

  private final long[] bits;
  private final int shift;

  private GramFilter(int bitsLog2) {
    bits = new long[1 << (bitsLog2 - 6)];
    shift = Integer.SIZE - bitsLog2;
  }

  /**
   * @param count how many grams there are, or more
   */
  static GramFilter of(IntStream grams, long count) {
    if (count > MAX_GRAMS) {
      GramFilter all = new GramFilter(6);
      Arrays.fill(all.bits, -1);
      return all;
    }
    int wanted = Integer.SIZE - Integer.numberOfLeadingZeros((int) count * BITS_PER_GRAM);
    GramFilter filter = new GramFilter(Math.min(MAX_BITS_LOG2, Math.max(MIN_BITS_LOG2, wanted)));
    grams.forEach(filter::add);
    return filter;
  }

  private void add(int gram) {
    set(first(gram));
    set(second(gram));
  }

  boolean mayHold(int gram) {
    return isSet(first(gram)) && isSet(second(gram));
  }

  private int first(int gram) {
    return (gram * 0x9E3779B1) >>> shift;
  }

  private int second(int gram) {
    return ((gram ^ (gram >>> 15)) * 0x85EBCA6B) >>> shift;
  }

  private void set(int bit) {
    bits[bit >>> 6] |= 1L << bit;
  }

  private boolean isSet(int bit) {
    return (bits[bit >>> 6] >>> bit & 1) != 0;
  }
}
