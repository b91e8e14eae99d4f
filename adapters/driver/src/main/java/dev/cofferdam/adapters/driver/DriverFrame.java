package dev.cofferdam.adapters.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

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
      byte[] bytes = new byte[output.bytes().remaining()];
      output.bytes().duplicate().get(bytes);
      return "output " + output.index() + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    } else if (this instanceof StepEnded ended) {
      return "step-ended %d %d %d %d\n"
          .formatted(ended.index(), ended.exitCode(), ended.signal(), micros(ended.duration()));
    } else if (this instanceof Dropped dropped) {
      return "dropped " + dropped.bytes() + "\n";
    }
    Ended ended = (Ended) this;
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
