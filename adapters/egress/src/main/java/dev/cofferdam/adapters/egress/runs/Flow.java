package dev.cofferdam.adapters.egress.runs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One direction of a connection: bytes on their way from a source to a sink. */
final class Flow {
  private ByteBuffer buffer;
  private boolean sourceEnded;
  private boolean sinkEnded;

  Flow(int capacity) {
    buffer = ByteBuffer.allocate(capacity);
  }

  /** What has been read and not written yet, ready to be added to. */
  ByteBuffer buffer() {
    return buffer;
  }

  boolean wantsToRead() {
    return !sourceEnded && buffer.hasRemaining();
  }

  boolean wantsToWrite() {
    return buffer.position() > 0;
  }

  boolean isEnded() {
    return sinkEnded;
  }

  /**
   * Reads what is there; returns how many bytes, 0 also at the source's end, which {@link
   * #sourceHasEnded} tells.
   */
  int read(SocketChannel source) throws IOException {
    if (!wantsToRead()) {
      return 0;
    }
    int read = source.read(buffer);
    sourceEnded = read < 0;
    return Math.max(read, 0);
  }

  /** Puts bytes before those that wait to be written. */
  void putFirst(byte[] bytes) {
    buffer.flip();
    ByteBuffer larger =
        ByteBuffer.allocate(Math.max(buffer.capacity(), bytes.length + buffer.limit()));
    buffer = larger.put(bytes).put(buffer);
  }

  /** Nothing will be read any more: what waits is all that the sink gets. */
  void endSource() {
    sourceEnded = true;
  }

  boolean sourceHasEnded() {
    return sourceEnded;
  }

  /** Writes what the sink takes, and tells it the end when that has come. */
  int write(SocketChannel sink) throws IOException {
    int written = 0;
    if (wantsToWrite()) {
      buffer.flip();
      try {
        written = sink.write(buffer);
      } finally {
        buffer.compact();
      }
    }
    if (sourceEnded && !wantsToWrite() && !sinkEnded) {
      sinkEnded = true;
      sink.shutdownOutput();
    }
    return written;
  }
}
