package dev.cofferdam.workflows.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Worker;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RunPipelineWorkflowTest {
  private final SkippingTemporal temporal =
      SkippingTemporal.sealed(new SealingPayloadCodec(new InMemoryInstanceSealer()));
  private final RunRef run = ScriptedRuns.someRun();

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void executesTheRunOnceAndAbandonsNothing() {
    ScriptedRuns runs = new ScriptedRuns(attempt -> {});
    temporal.work(runs);

    temporal.launch(run);
    temporal.join(run);

    assertThat(runs.executed()).containsExactly(run);
    assertThat(runs.abandoned()).isEmpty();
  }

  @Test
  void triesAgainWhatFailedForAWhile() {
    ScriptedRuns runs =
        new ScriptedRuns(
            attempt -> {
              if (attempt < 4) {
                throw new IllegalStateException("the engine restarts");
              }
            });
    temporal.work(runs);

    temporal.launch(run);
    temporal.join(run);

    assertThat(runs.executed()).containsExactly(run, run, run, run);
    assertThat(runs.abandoned()).isEmpty();
  }

  @Test
  void abandonsARunThatFailsForMinutes() {
    ScriptedRuns runs =
        new ScriptedRuns(
            attempt -> {
              throw new IllegalStateException("no engine");
            });
    temporal.work(runs);

    temporal.launch(run);
    temporal.join(run);

    assertThat(runs.executed()).hasSize(30).containsOnly(run);
    assertThat(temporal.lasted(run)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(8));
    assertThat(runs.abandoned()).containsExactly(run);
    assertThat(runs.reasons())
        .containsExactly("The platform could not execute this run, however often it tried.");
  }

  @Test
  void letsARunWaitForItsTurnAgainThatNobodyTakesUp() {
    ScriptedRuns elsewhere = new ScriptedRuns(attempt -> {});
    temporal.work(elsewhere, Set.of(new OrgId(UUID.randomUUID())));

    temporal.launch(run);

    assertThatThrownBy(() -> temporal.join(run))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("Requeued");
    assertThat(elsewhere.requeued()).containsExactly(run);
    assertThat(elsewhere.executed()).isEmpty();
    assertThat(elsewhere.abandoned()).isEmpty();
  }

  @Test
  void keepsWaitingForWhoGoesOnWithARunThatWasBegun() throws InterruptedException {
    ScriptedRuns elsewhere = new ScriptedRuns(attempt -> {});
    elsewhere.takeUp();
    temporal.work(elsewhere, Set.of(new OrgId(UUID.randomUUID())));
    temporal.launch(run);
    while (elsewhere.requeued().isEmpty()) {
      Thread.sleep(100);
    }

    ScriptedRuns back = new ScriptedRuns(attempt -> {});
    temporal.work(back);
    temporal.join(run);

    assertThat(elsewhere.requeued()).containsExactly(run);
    assertThat(back.executed()).containsExactly(run);
    assertThat(elsewhere.abandoned()).isEmpty();
  }

  @Test
  void leavesADedicatedOrgsRunsToItsOwnWorkers() {
    OrgId own = new OrgId(UUID.randomUUID());
    Worker dedicated = new Worker("own", Set.of(own), 1, false);
    RunRef theirs =
        RunRef.of(new RunQueue.Admitted(own, new RunId(UUID.randomUUID()), dedicated.pool()));
    ScriptedRuns shared = new ScriptedRuns(attempt -> {});
    ScriptedRuns alone = new ScriptedRuns(attempt -> {});
    temporal.work(shared);
    temporal.work(alone, Set.of(own));

    temporal.launch(theirs);
    temporal.launch(run);
    temporal.join(theirs);
    temporal.join(run);

    assertThat(alone.executed()).containsExactly(theirs);
    assertThat(shared.executed()).containsExactly(run);
  }

  @Test
  void abandonsNothingThatWasCancelled() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    ScriptedRuns runs = new ScriptedRuns(attempt -> ScriptedRuns.workUntilUnwanted(begun));
    temporal.work(runs);
    temporal.launch(run);
    assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();

    temporal.workflow(run).cancel();

    assertThatThrownBy(() -> temporal.join(run))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(runs.executed()).containsExactly(run);
    assertThat(runs.abandoned()).isEmpty();
  }

  @Test
  void leavesNothingReadableInTheHistory() {
    String message = "could not reach db.internal for this run";
    ScriptedRuns runs =
        new ScriptedRuns(
            attempt -> {
              throw new IllegalStateException(message);
            });
    temporal.work(runs);
    temporal.launch(run);
    temporal.join(run);

    ByteString history = temporal.history(run);

    List<String> secret =
        List.of(message, run.org(), "could not execute this run", "ScriptedRuns.java", "Org ");
    assertThat(secret).noneMatch(text -> contains(history, text));
    assertThat(contains(history, "binary/cofferdam-sealed")).isTrue();
    assertThat(contains(history, "IllegalStateException")).isTrue();
  }

  /** What the test above looks for is there when nothing is sealed. */
  @Test
  void wouldBeReadableWithoutTheCodec() {
    try (SkippingTemporal open = SkippingTemporal.clear("test")) {
      open.work(
          new ScriptedRuns(
              attempt -> {
                throw new IllegalStateException("could not reach db.internal");
              }));
      open.launch(run);
      open.join(run);

      ByteString history = open.history(run);

      assertThat(List.of("could not reach db.internal", run.org(), "ScriptedRuns.java", "Org "))
          .allMatch(text -> contains(history, text));
    }
  }

  private static boolean contains(ByteString bytes, String text) {
    return bytes.toString(StandardCharsets.ISO_8859_1).contains(text);
  }
}
