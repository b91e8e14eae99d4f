package dev.cofferdam.workflows.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
