package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.RunId;
import java.util.List;

final class InMemoryRunLauncherTest extends RunLauncherContract {
  private final InMemoryRunLauncher launcher = new InMemoryRunLauncher();

  @Override
  protected RunLauncher launcher() {
    return launcher;
  }

  @Override
  protected List<RunId> started() {
    return launcher.started();
  }
}
