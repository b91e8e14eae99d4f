package dev.cofferdam.adapters.postgres.runs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A row of {@code log_chunks}. */
record LogChunkRow(long startOffset, ByteBuffer bytes) {
  /** Copies what lies from one offset of the log up to another, which is maybe nothing. */
  void copy(long from, long to, ByteArrayOutputStream out) {
    long end = startOffset + bytes.remaining();
    int first = (int) (Math.max(from, startOffset) - startOffset);
    int last = (int) (Math.min(to, end) - startOffset);
    if (first < last) {
      byte[] part = new byte[last - first];
      bytes.get(first, part);
      out.writeBytes(part);
    }
  }
}
