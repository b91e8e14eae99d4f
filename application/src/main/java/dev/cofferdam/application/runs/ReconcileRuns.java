package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.RunLauncher;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/**
 * Starts the durable work of every run that isn't final again; where it is under way, that changes
 * nothing. So a run is finished even when Temporal lost its memory, or an operator terminated its
 * workflow.
 */
public final class ReconcileRuns {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int LIMIT = 10_000;

  private final UnfinishedRuns unfinished;
  private final RunLauncher launcher;

  public ReconcileRuns(UnfinishedRuns unfinished, RunLauncher launcher) {
    this.unfinished = unfinished;
    this.launcher = launcher;
  }

  /** Returns how many runs it found. */
  public int execute() {
    List<UnfinishedRuns.Unfinished> found = unfinished.list(LIMIT);
    found.forEach(run -> launcher.launch(run.org(), run.run()));
    return found.size();
  }
}
