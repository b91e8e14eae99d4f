package dev.cofferdam.adapters.docker.runs;

import dev.cofferdam.application.needs.NeedsDocker;
import dev.cofferdam.application.runs.port.SandboxContract;
import dev.cofferdam.application.runs.port.SandboxFactory;

@NeedsDocker
class DockerSandboxTest extends SandboxContract {
  @Override
  protected SandboxFactory factory() {
    return new DockerSandboxes();
  }

  @Override
  protected String argument() {
    return "contract";
  }
}
