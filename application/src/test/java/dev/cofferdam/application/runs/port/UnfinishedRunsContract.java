package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.runs.port.UnfinishedRuns.Unfinished;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link UnfinishedRuns} promise. */
public abstract class UnfinishedRunsContract extends WorldContract {
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void areNoneAtFirst() {
    assertThat(world.unfinishedRuns().list(10)).isEmpty();
  }

  @Test
  void areThoseOfAllOrgsOldestFirst() {
    RunId first = given.run(org, "true");
    RunId second = given.run(other, "true");
    RunId third = given.run(org, "true");
    assertThat(world.unfinishedRuns().list(10))
        .containsExactly(
            new Unfinished(org, first), new Unfinished(other, second), new Unfinished(org, third));
    assertThat(world.unfinishedRuns().list(1)).containsExactly(new Unfinished(org, first));
  }

  @Test
  void areThoseThatAreNotFinal() {
    RunId queued = given.run(org, "true");
    RunId preparing = given.run(org, "true");
    RunId running = given.run(org, "true");
    appending(org, () -> world.runs().prepare(org, preparing, RuntimeKind.DOCKER));
    appending(org, () -> world.runs().start(org, running, given.time()));
    end(RunStatus.FAILED, FailureReason.COMMAND_FAILED);
    end(RunStatus.CANCELED, FailureReason.CANCELED);
    end(RunStatus.TIMED_OUT, FailureReason.TIMEOUT);
    end(RunStatus.ERROR, FailureReason.PLATFORM);
    assertThat(world.unfinishedRuns().list(10))
        .containsExactly(
            new Unfinished(org, queued),
            new Unfinished(org, preparing),
            new Unfinished(org, running));
  }

  private void end(RunStatus status, FailureReason reason) {
    RunId run = given.run(org, "true");
    Ending ending =
        new Ending(
            status,
            Optional.of(reason),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Receipt.NOTHING,
            List.of());
    change(org, () -> world.runs().end(org, run, ending, given.time()));
  }
}
