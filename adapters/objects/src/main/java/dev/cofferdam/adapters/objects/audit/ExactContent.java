package dev.cofferdam.adapters.objects.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A caller's content, held to the length that was promised. It fails before it gives away the last
 * byte when more would follow, so that a receiver that waits for all of them never has a whole
 * object. It remembers a failure, to be told apart from those of the receiver.
 */
final class ExactContent extends InputStream {
  private final InputStream content;
  private final long length;
  private long remaining;
  private boolean touched;
  private Optional<IOException> failure = Optional.empty();

  ExactContent(InputStream content, long length) {
    this.content = content;
    this.length = length;
    this.remaining = length;
  }

  /** The failure of the content, when that is what stopped the reading. */
  Optional<IOException> failure() {
    return failure;
  }

  /** Whether it can still be read from its beginning. */
  boolean isUntouched() {
    return !touched;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    touched = true;
    try {
      if (remaining == 0) {
        requireEnd();
        return -1;
      }
      int read = content.read(buffer, offset, (int) Math.min(wanted, remaining));
      if (read == -1) {
        throw new IOException("the content ends before its length of " + length);
      }
      remaining -= read;
      if (remaining == 0) {
        requireEnd();
      }
      return read;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private void requireEnd() throws IOException {
    if (content.read() != -1) {
      throw new IOException("the content goes on after its length of " + length);
    }
  }
}
