package dev.cofferdam.adapters.process.runs;

import dev.cofferdam.adapters.driver.MalformedDriverData;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Reads a driver's frames from the first to the last while they are written. */
final class FrameTail {
  private static final int POLL_MILLIS = 5;
  private static final int POLLS_BETWEEN_LOOKS = 20;

  /** Takes the next bytes of the file. */
  @FunctionalInterface
  interface Reader {
    void read(ByteBuffer bytes) throws MalformedDriverData;
  }

  private final Path file;
  private final DriverProcess driver;

  FrameTail(Path file, DriverProcess driver) {
    this.file = file;
    this.driver = driver;
  }

  /**
   * Reads until {@code done}, or until the driver is dead and all that it told is read.
   *
   * @param done asked after each read
   */
  void follow(Reader reader, BooleanSupplier done) throws IOException, InterruptedException {
    boolean alive = true;
    int polls = 0;
    while (!Files.exists(file)) {
      if (!alive) {
        return;
      }
      alive = driver.isAlive();
      Thread.sleep(POLL_MILLIS);
    }
    byte[] bytes = new byte[65_536];
    // A stream and not a channel: an interrupt would close a channel under other threads' hands.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      while (!done.getAsBoolean()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        int n = in.read(bytes);
        if (n > 0) {
          reader.read(ByteBuffer.wrap(bytes, 0, n));
        } else if (!alive) {
          return;
        } else {
          alive = ++polls % POLLS_BETWEEN_LOOKS != 0 || driver.isAlive();
          Thread.sleep(alive ? POLL_MILLIS : 0);
        }
      }
    }
  }
}
