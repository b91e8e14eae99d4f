package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.UnpackingContract;

@NeedsDocker
class DockerUnpackingTest extends UnpackingContract {
  @Override
  protected Sandbox open() {
    return new DockerSandboxes().open("unpacking");
  }
}
