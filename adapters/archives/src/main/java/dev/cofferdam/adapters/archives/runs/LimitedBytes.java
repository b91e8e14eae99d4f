package dev.cofferdam.adapters.archives.runs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes in memory, up to a limit. */
final class LimitedBytes extends ByteArrayOutputStream {
  private final int limit;

  LimitedBytes(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    requireRoom(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    requireRoom(length);
    super.write(bytes, offset, length);
  }

  private void requireRoom(int length) {
    if (count + (long) length > limit) {
      throw Wrong.archive("is over " + limit + " bytes when it is packed anew");
    }
  }

  synchronized ByteBuffer buffer() {
    return ByteBuffer.wrap(buf, 0, count).slice();
  }
}
