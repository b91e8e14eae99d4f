package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Executes the commands of one run in a fresh place that no other run has used or will use.
 *
 * <p>It guarantees, and {@code SandboxContract} shows:
 *
 * <ul>
 *   <li>the place outlives the process that called {@link #run}: when that dies, another call with
 *       the same spec finds the place and goes on with it, and nothing is executed twice;
 *   <li>each call tells its listener every event since the run's beginning, in order and with the
 *       same bytes, so that a caller who knows how much it has kept loses and doubles nothing;
 *   <li>secrets are in the commands' environment and in nothing that the runtime shows or stores;
 *   <li>credentials and tools of the clone are out of the commands' reach;
 *   <li>every process of a command is gone when the command's {@link SandboxEvent.StepEnded} is
 *       told;
 *   <li>artifacts are regular files of the workspace: no link is followed, neither to files nor to
 *       folders.
 * </ul>
 *
 * What a runtime can't isolate it says in {@link #gaps}. Implementations are safe for use by many
 * threads.
 */
public interface Sandbox {
  /** What this is. */
  RuntimeKind runtime();

  /**
   * What this runtime does not isolate here, a sentence each for people; empty when it isolates
   * everything.
   */
  List<String> gaps();

  /**
   * Executes a run to its end, or goes on with one that an earlier call began, and returns how it
   * ended. Blocks.
   *
   * @param secrets by the name of the environment variable that they become
   * @throws InterruptedException when the calling thread is interrupted: the place and what runs in
   *     it stay as they are
   * @throws SandboxUnavailable when the runtime itself can't be reached or fails; worth trying
   *     again
   */
  SandboxEnding run(SandboxSpec spec, Map<String, SecretValue> secrets, SandboxListener listener)
      throws InterruptedException, SandboxUnavailable;

  /**
   * Kills what the run executes; a {@link #run} that is under way then ends with {@link
   * SandboxEnding.Stopped}. A run that is unknown or has ended is no error.
   */
  void stop(RunId run) throws SandboxUnavailable;

  /**
   * Removes every trace of the run: processes, workspace, networks, logs. Without trace it does
   * nothing.
   */
  void remove(RunId run) throws SandboxUnavailable;

  /** The runs that have left a trace in this installation's part of the runtime. */
  Set<RunId> present() throws SandboxUnavailable;
}
