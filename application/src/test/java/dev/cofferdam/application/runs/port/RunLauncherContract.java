package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link RunLauncher} promises. */
public abstract class RunLauncherContract {
  private final SequentialIds ids = new SequentialIds();

  protected abstract RunLauncher launcher();

  /** The runs whose durable work was started, each as often as it was, in order. */
  protected abstract List<RunId> started();

  @Test
  void startsEachRunOnceWhileItIsUnderWay() {
    RunLauncher launcher = launcher();
    OrgId org = new OrgId(ids.next());
    RunId first = new RunId(ids.next());
    RunId second = new RunId(ids.next());
    launcher.launch(new RunQueue.Admitted(org, first, "shared"));
    launcher.launch(new RunQueue.Admitted(org, second, "shared"));
    launcher.launch(new RunQueue.Admitted(org, first, "shared"));
    assertThat(started()).containsExactly(first, second);
  }
}
