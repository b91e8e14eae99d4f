package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.runs.ArtifactName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens in a sandbox, in the order of happening. Buffers are read-only and the listener may
 * keep them.
 */
public sealed interface SandboxEvent {
  /** Bytes that the clone printed: progress and errors. Raw: nothing is masked yet. */
  record CloneOutput(ByteBuffer bytes) implements SandboxEvent {}

  /** The repository is in the workspace. */
  record Cloned(String commit) implements SandboxEvent {}

  /** The call that starts the commands' container or process is about to be sent. */
  record Starting() implements SandboxEvent {}

  /** The place runs and takes commands; metered time begins. */
  record Started(Instant at) implements SandboxEvent {}

  record StepStarted(int index, Instant at) implements SandboxEvent {}

  /**
   * Bytes that a command printed on its standard output or error, in the order in which they came.
   * Raw.
   */
  record StepOutput(int index, ByteBuffer bytes) implements SandboxEvent {}

  /**
   * @param exitCode 0 to 255; 128 + signal where a signal ended it, 126 or 127 where it could not
   *     be executed
   * @param signal the signal that ended it, 0 where it exited by itself
   */
  record StepEnded(int index, int exitCode, int signal, Duration duration)
      implements SandboxEvent {}

  /**
   * Output over the run's limit, thrown away where it came. Told once, when the commands have
   * ended.
   */
  record OutputDropped(long bytes) implements SandboxEvent {}

  /** A file that the commands left behind, and that was asked for; its bytes follow. */
  record ArtifactBegun(ArtifactName name, long size) implements SandboxEvent {}

  /** The next bytes of the artifact that was begun. Raw. */
  record ArtifactBytes(ByteBuffer bytes) implements SandboxEvent {}

  /**
   * @param whole whether all bytes were told; what is not whole is none
   */
  record ArtifactEnded(boolean whole) implements SandboxEvent {}

  /**
   * A file that was asked for and is not told.
   *
   * @param name for people: it may be cut, or have replacements for what can't be shown
   */
  record ArtifactLeftOut(String name, LeftOut why) implements SandboxEvent {}

  /** Further files that were left out, over the first that are told one by one. */
  record MoreLeftOut(long count) implements SandboxEvent {}

  /** Why a file that was asked for is not told. */
  enum LeftOut {
    /** It is no regular file. */
    KIND,
    /** Its name is too long, too deep, or not {@link ArtifactName plain}. */
    NAME,
    /** There are too many. */
    COUNT,
    /** It is too large. */
    SIZE,
    /** All together are too large. */
    TOTAL,
    /** It could not be read, or changed meanwhile. */
    UNREADABLE,
    /** The time was up. */
    TIME
  }
}
