package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.RunId;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes what runs that have ended left in this host's runtime. */
public final class ReapSandboxes {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Sandbox sandbox;
  private final UnfinishedRuns unfinished;

  public ReapSandboxes(Sandbox sandbox, UnfinishedRuns unfinished) {
    this.sandbox = sandbox;
    this.unfinished = unfinished;
  }

  /**
   * @return the runs that were removed
   */
  public Set<RunId> execute() throws SandboxUnavailable {
    // In this order: a run whose sandbox is there now was there before the list is made.
    Set<RunId> left = new HashSet<>(sandbox.present());
    if (!left.isEmpty()) {
      Set<RunId> alive =
          unfinished.list(Integer.MAX_VALUE).stream()
              .map(UnfinishedRuns.Unfinished::run)
              .collect(Collectors.toSet());
      left.removeAll(alive);
    }
    for (RunId run : left) {
      sandbox.remove(run);
    }
    return left;
  }
}
