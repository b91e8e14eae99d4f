package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.RunLauncher;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/**
 * Starts the durable work of every run that was let in and isn't final again; where it is under
 * way, that changes nothing. So a run is finished even when Temporal lost its memory, or an
 * operator terminated its workflow.
 */
public final class ReconcileRuns {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int LIMIT = 10_000;

  private final RunQueue queue;
  private final RunLauncher launcher;

  public ReconcileRuns(RunQueue queue, RunLauncher launcher) {
    this.queue = queue;
    this.launcher = launcher;
  }

  /** Returns how many runs it found. */
  public int execute() {
    List<RunQueue.Admitted> found = queue.underWay(LIMIT);
    found.forEach(launcher::launch);
    return found.size();
  }
}
