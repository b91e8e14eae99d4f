package dev.cofferdam.domain.runs.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Passes over text in which no pattern begins and no escape either, eight bytes at a time.
 *
 * <p>Of each pattern it knows the grams at its first and at its second byte, so that it need only
 * look at every other one of the text.
 */
final class LiteralSkip {
  /** The longest gram. */
  static final int GRAM_BYTES = 4;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final int gramBytes;
  private final int gramMask;
  private final boolean wide;
  private final GramFilter filter;
  private final boolean[] opens = new boolean[256];
  private final long[] openers;

  /**
   * @param shortest the length of the shortest pattern, in bytes
   * @param openers the bytes with which escapes begin, one to four
   */
  LiteralSkip(List<byte[]> patterns, int shortest, int[] openers) {
    gramBytes = Math.min(GRAM_BYTES, shortest);
    gramMask = -1 >>> (Integer.SIZE - Byte.SIZE * gramBytes);
    wide = shortest > GRAM_BYTES;
    filter = Grams.raw(patterns, gramBytes, wide ? 2 : 1);
    this.openers = new long[4];
    for (int i = 0; i < this.openers.length; i++) {
      this.openers[i] = LOW_BITS * openers[i % openers.length];
    }
    for (int opener : openers) {
      opens[opener] = true;
    }
  }

  /** A pattern of which fewer bytes have been read is found again. */
  int gramBytes() {
    return gramBytes;
  }

  /** Whether an escape begins with this byte, 0–255. */
  boolean opens(int b) {
    return opens[b];
  }

  /**
   * @return the position of the first byte from {@code from} on that opens an escape, or that is
   *     the last of a gram with which a pattern may have begun; the window's end when there is
   *     none. The pattern begins at most {@link #GRAM_BYTES} bytes before that
   */
  int next(Window window, int from) {
    byte[] bytes = window.array();
    int end = window.end();
    int at = Math.max(window.start(), from - (gramBytes - 1));
    while (at < end) {
      int limit = end;
      if (wide) {
        at = pass(bytes, at, end);
        limit = Math.min(end, at + Long.BYTES + GRAM_BYTES - 1);
      }
      int found = look(bytes, at, from, limit);
      if (found < limit) {
        return found;
      }
      at += Long.BYTES;
      if (limit == end) {
        return end;
      }
    }
    return end;
  }

  private int look(byte[] bytes, int start, int from, int limit) {
    int gram = 0;
    for (int i = start; i < limit; i++) {
      int b = bytes[i] & 0xff;
      gram = gram >>> Byte.SIZE | b << (Byte.SIZE * (gramBytes - 1));
      boolean whole = i - start >= gramBytes - 1;
      if (i >= from && (opens[b] || (whole && filter.mayHold(gram & gramMask)))) {
        return i;
      }
    }
    return limit;
  }

  /** The first position from which on, eight bytes further, there may be something. */
  private int pass(byte[] bytes, int from, int end) {
    long a = openers[0];
    long b = openers[1];
    long c = openers[2];
    long d = openers[3];
    int i = from;
    for (; i + 10 <= end; i += 8) {
      long first = (long) WORDS.get(bytes, i);
      long second = (long) WORDS.get(bytes, i + 2);
      if (((zeros(first ^ a) | zeros(first ^ b) | zeros(first ^ c) | zeros(first ^ d)) & HIGH_BITS)
              != 0
          || filter.mayHold((int) first)
          || filter.mayHold((int) second)
          || filter.mayHold((int) (second >>> 16))
          || filter.mayHold((int) (second >>> 32))) {
        return i;
      }
    }
    return i;
  }

  /** Among the high bits, at least one where a byte is zero, and none when none is. */
  private static long zeros(long word) {
    return (word - LOW_BITS) & ~word;
  }
}
