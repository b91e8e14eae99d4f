package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.CollectingContract;
import dev.cofferdam.application.runs.port.Sandbox;

@NeedsDocker
class DockerCollectingTest extends CollectingContract {
  @Override
  protected Sandbox open() {
    return new DockerSandboxes().open("collecting");
  }
}
