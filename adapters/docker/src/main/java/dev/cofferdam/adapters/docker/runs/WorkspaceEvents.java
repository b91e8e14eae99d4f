package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxListener;
import java.util.Optional;

/** Hears how the workspace is filled. */
interface WorkspaceEvents extends SandboxListener {
  /**
   * Gives the run's ending; empty where all is there.
   *
   * @param ending how the container ended
   */
  Optional<SandboxEnding> judge(SandboxEnding ending);
}
