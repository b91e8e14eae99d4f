package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;

/** Starts the durable work of a run. */
public interface RunLauncher {
  /** Starts it, unless it is under way. */
  void launch(OrgId org, RunId run);
}
