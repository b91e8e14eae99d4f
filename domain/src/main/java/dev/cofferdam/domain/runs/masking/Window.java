package dev.cofferdam.domain.runs.masking;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The part of a stream that is still undecided: contiguous bytes and their raw offset. */
final class Window {
  private byte[] bytes;
  private int start;
  private int end;
  private long endOffset;

  Window(int capacity) {
    bytes = new byte[capacity];
  }

  /**
   * The array in which positions count; it holds the window from {@link #start} to {@link #end}.
   */
  byte[] array() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The raw offset of {@link #end}: the number of bytes ever appended. */
  long endOffset() {
    return endOffset;
  }

  /** What to add to a position in the array to get a raw offset. */
  long base() {
    return endOffset - end;
  }

  /**
   * Appends {@code count} bytes; positions change, offsets do not.
   *
   * @return the position of the first of them
   */
  int append(ByteBuffer in, int count) {
    if (bytes.length - end < count) {
      byte[] target =
          end - start + count > bytes.length / 2
              ? new byte[Math.max(bytes.length * 2, (end - start + count) * 2)]
              : bytes;
      System.arraycopy(bytes, start, target, 0, end - start);
      bytes = target;
      end -= start;
      start = 0;
    }
    in.get(bytes, end, count);
    end += count;
    endOffset += count;
    return end - count;
  }

  /** Forgets what lies before a raw offset. */
  void discardBefore(long offset) {
    start = Math.max(start, (int) (offset - base()));
  }

  /** A read-only view from one raw offset to another. */
  ByteBuffer view(long from, long to) {
    return ByteBuffer.wrap(bytes, (int) (from - base()), (int) (to - from))
        .slice()
        .asReadOnlyBuffer();
  }

  /** Overwrites what was ever held. */
  void clear() {
    Arrays.fill(bytes, (byte) 0);
    start = 0;
    end = 0;
  }
}
