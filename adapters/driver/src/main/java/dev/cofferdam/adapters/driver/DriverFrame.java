package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.runs.port.SandboxEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a step driver tells, in the order of happening: one line of ASCII each, words with a space
 * between, under 12 KB with its newline. Lines rather than bytes, because an engine's log replaces
 * what is not UTF-8 and cuts what is longer than 16 KB.
 *
 * <pre>
 * accepted EPOCH_MS                                     the whole spec was read; now time runs
 * refused BASE64                                        the spec was not: why, and nothing follows
 * step-started INDEX EPOCH_MS
 * output INDEX BASE64                                   at most {@value #MAX_OUTPUT} bytes
 * step-ended INDEX EXIT_CODE SIGNAL MICROSECONDS
 * file BASE64 SIZE                                      a collected file, by its path's bytes
 * file-bytes BASE64                                     at most {@value #MAX_OUTPUT} bytes of it
 * file-ended WHOLE:0|1                                  0 where it had not SIZE bytes after all
 * left-out REASON BASE64                                a file that would have been one, by its path
 * more-left-out COUNT                                   those over the first 20, once, if any
 * dropped BYTES                                         output over the limit, once, if any
 * ended REASON WALL_US CPU_US|- PEAK_BYTES|- OOM:0|1    the last line
 * </pre>
 */
public sealed interface DriverFrame {
  /** Most bytes of output in one frame. */
  int MAX_OUTPUT = 8_192;

  /** Why the driver stopped. */
  enum Reason {
    /** The last command ended, or one failed. */
    DONE,
    /** Time was up. */
    TIMEOUT,
    /** Its caller asked it to (SIGUSR1). */
    STOPPED,
    /** Something else ended it (SIGTERM): the engine that goes down, an operator. */
    TERMINATED
  }

  /** The whole spec was read, and its time runs. Without this frame no command was executed. */
  record Accepted(Instant at) implements DriverFrame {}

  /** The spec could not be taken; nothing was executed. */
  record Refused(String why) implements DriverFrame {}

  record StepStarted(int index, Instant at) implements DriverFrame {}

  /** Bytes that a step printed; 1 to {@value #MAX_OUTPUT}. */
  record Output(int index, ByteBuffer bytes) implements DriverFrame {
    public Output {
      bytes = bytes.asReadOnlyBuffer();
      if (!bytes.hasRemaining() || bytes.remaining() > MAX_OUTPUT) {
        throw new IllegalArgumentException("bytes must be from 1 to " + MAX_OUTPUT);
      }
    }
  }

  /**
   * A step is over and none of its processes is left.
   *
   * @param exitCode 0 to 255; 128 + signal where a signal ended it, 126 or 127 where {@code
   *     /bin/sh} could not be executed
   * @param signal the signal that ended it, 0 where it exited by itself
   */
  record StepEnded(int index, int exitCode, int signal, Duration duration) implements DriverFrame {}

  /** A collected file. Its bytes follow, then {@link FileEnded}. */
  record FileBegun(ByteBuffer path, long size) implements DriverFrame {
    public FileBegun {
      path = path.asReadOnlyBuffer();
    }
  }

  /** The file's next bytes; 1 to {@value #MAX_OUTPUT}. */
  record FileBytes(ByteBuffer bytes) implements DriverFrame {
    public FileBytes {
      bytes = bytes.asReadOnlyBuffer();
      if (!bytes.hasRemaining() || bytes.remaining() > MAX_OUTPUT) {
        throw new IllegalArgumentException("bytes must be from 1 to " + MAX_OUTPUT);
      }
    }
  }

  record FileEnded(boolean whole) implements DriverFrame {}

  /**
   * @param path possibly cut
   */
  record FileLeftOut(SandboxEvent.LeftOut why, ByteBuffer path) implements DriverFrame {
    public FileLeftOut {
      path = path.asReadOnlyBuffer();
    }
  }

  record MoreLeftOut(long count) implements DriverFrame {}

  /** Bytes of output over the limit. */
  record Dropped(long bytes) implements DriverFrame {}

  /**
   * @param wall from {@link Accepted} to here
   * @param cpuMicros processor time of all steps
   * @param peakMemoryBytes most memory held at once
   * @param outOfMemory the last step failed and the kernel killed a process of it for lack of
   *     memory
   */
  record Ended(
      Reason reason,
      Duration wall,
      OptionalLong cpuMicros,
      OptionalLong peakMemoryBytes,
      boolean outOfMemory)
      implements DriverFrame {}

  /** The frame's line, newline included. */
  default String line() {
    if (this instanceof Accepted accepted) {
      return "accepted " + accepted.at().toEpochMilli() + "\n";
    } else if (this instanceof Refused refused) {
      return "refused " + Base64.getEncoder().encodeToString(refused.why().getBytes(UTF_8)) + "\n";
    } else if (this instanceof StepStarted started) {
      return "step-started " + started.index() + " " + started.at().toEpochMilli() + "\n";
    } else if (this instanceof Output output) {
      return "output " + output.index() + " " + base64(output.bytes()) + "\n";
    } else if (this instanceof StepEnded ended) {
      return "step-ended %d %d %d %d\n"
          .formatted(ended.index(), ended.exitCode(), ended.signal(), micros(ended.duration()));
    } else if (this instanceof Dropped dropped) {
      return "dropped " + dropped.bytes() + "\n";
    } else if (this instanceof Ended ended) {
      return line(ended);
    }
    return collectedLine();
  }

  private String collectedLine() {
    if (this instanceof FileBegun file) {
      return "file " + base64(file.path()) + " " + file.size() + "\n";
    } else if (this instanceof FileBytes piece) {
      return "file-bytes " + base64(piece.bytes()) + "\n";
    } else if (this instanceof FileEnded file) {
      return "file-ended " + (file.whole() ? 1 : 0) + "\n";
    } else if (this instanceof FileLeftOut file) {
      String why = file.why().name().toLowerCase(Locale.ROOT);
      return "left-out " + why + " " + base64(file.path()) + "\n";
    }
    return "more-left-out " + ((MoreLeftOut) this).count() + "\n";
  }

  private static String base64(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String line(Ended ended) {
    return "ended %s %d %s %s %d\n"
        .formatted(
            ended.reason().name().toLowerCase(Locale.ROOT),
            micros(ended.wall()),
            orDash(ended.cpuMicros()),
            orDash(ended.peakMemoryBytes()),
            ended.outOfMemory() ? 1 : 0);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static String orDash(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
  }
}
