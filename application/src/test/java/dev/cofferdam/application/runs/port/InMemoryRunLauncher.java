package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Remembers what it was asked to start. Safe for use by many threads. */
public final class InMemoryRunLauncher implements RunLauncher {
  private final Set<RunId> started = new LinkedHashSet<>();

  @Override
  public synchronized void launch(RunQueue.Admitted run) {
    started.add(run.run());
  }

  /** The runs that were started, in order, each once. */
  public synchronized List<RunId> started() {
    return new ArrayList<>(started);
  }
}
