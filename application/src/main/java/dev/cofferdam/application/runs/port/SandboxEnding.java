package dev.cofferdam.application.runs.port;

/** How a sandbox's work ended. */
public sealed interface SandboxEnding {
  /** The commands ran until the last one, or until the first that failed; the events say which. */
  record Completed(Consumption consumption) implements SandboxEnding {}

  /** The run's time was up; what still ran was killed. */
  record TimedOut(Consumption consumption) implements SandboxEnding {}

  /** The kernel killed a command for lack of memory. */
  record OutOfMemory(Consumption consumption) implements SandboxEnding {}

  /** {@link Sandbox#stop} ended it. */
  record Stopped(Consumption consumption) implements SandboxEnding {}

  /**
   * The repository could not be cloned; no command ran. The reason is for people and free of
   * credentials.
   */
  record CloneFailed(String reason) implements SandboxEnding {}

  /**
   * The files that the run was to get could not be put into the workspace; no command ran. The
   * reason is for people.
   */
  record UnpackFailed(String reason) implements SandboxEnding {}

  /** The image does not exist, can't be had, or can't be started; no command ran. */
  record ImageUnavailable(String reason) implements SandboxEnding {}

  /**
   * The place was lost while commands ran (engine restarted, container removed by somebody else).
   */
  record Lost(String reason, Consumption consumption) implements SandboxEnding {}
}
