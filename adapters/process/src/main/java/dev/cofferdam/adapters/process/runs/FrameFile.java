package dev.cofferdam.adapters.process.runs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cofferdam.adapters.driver.DriverFrame;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that a driver's frames go to. Each is written at once, so it outlives whoever dies after
 * that, the machine excepted. Counts output against its limit. For many threads.
 */
final class FrameFile implements AutoCloseable {
  private final FileOutputStream file;
  private final long outputLimit;
  private long kept;
  private long dropped;

  FrameFile(Path path, long outputLimit) throws IOException {
    this.file = new FileOutputStream(path.toFile(), true);
    this.outputLimit = outputLimit;
  }

  synchronized void write(DriverFrame frame) throws IOException {
    file.write(frame.line().getBytes(US_ASCII));
  }

  /** Writes of the output what the limit leaves. */
  synchronized void writeOutput(int index, byte[] bytes, int length) throws IOException {
    int keep = (int) Math.min(length, outputLimit - kept);
    if (keep > 0) {
      write(new DriverFrame.Output(index, ByteBuffer.wrap(Arrays.copyOf(bytes, keep))));
    }
    kept += keep;
    dropped += length - keep;
  }

  synchronized void writeDropped() throws IOException {
    if (dropped > 0) {
      write(new DriverFrame.Dropped(dropped));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
