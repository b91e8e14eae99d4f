package dev.cofferdam.workflows.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.InMemoryInstanceSealer;
import dev.cofferdam.application.needs.NeedsTemporal;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.runs.Worker;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import io.temporal.client.WorkflowStub;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TemporalRunLauncherTest {
  private final SealingPayloadCodec codec = new SealingPayloadCodec(new InMemoryInstanceSealer());
  private final RunRef run = ScriptedRuns.someRun();

  @Test
  void startsOnceHoweverOftenItIsAsked() {
    try (SkippingTemporal temporal = SkippingTemporal.sealed(codec)) {
      temporal.launch(run);
      String first = execution(temporal.workflow(run));
      temporal.launch(run);
      assertThat(execution(temporal.workflow(run))).isEqualTo(first);

      ScriptedRuns runs = new ScriptedRuns(attempt -> {});
      temporal.work(runs);
      temporal.join(run);
      temporal.launch(run);

      assertThat(execution(temporal.workflow(run))).isEqualTo(first);
      assertThat(runs.executed()).containsExactly(run);
    }
  }

  @Test
  void executesToTheEndWhatWasTerminatedInTheEmbeddedServer() throws InterruptedException {
    try (TemporalConnection temporal = TemporalConnection.embedded("cofferdam", codec)) {
      executesToTheEndWhatWasTerminated(temporal);
    }
  }

  @Test
  @NeedsTemporal
  void executesToTheEndWhatWasTerminatedInARealServer() throws InterruptedException {
    try (TemporalConnection temporal =
        TemporalConnection.to(System.getenv("TEMPORAL_ADDRESS"), "cofferdam", codec)) {
      executesToTheEndWhatWasTerminated(temporal);
    }
  }

  private void executesToTheEndWhatWasTerminated(TemporalConnection temporal)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ScriptedRuns runs =
        new ScriptedRuns(
            attempt -> {
              if (mayEnd.getCount() > 0) {
                ScriptedRuns.workUntilUnwanted(begun);
              }
            });
    TemporalRunLauncher launcher = new TemporalRunLauncher(temporal::client);
    RunWorker worker =
        RunWorker.start(
            temporal.client(), runs.activities(), new Worker("test", Set.of(), 2, false));
    try {
      launcher.launch(new RunQueue.Admitted(run.orgId(), run.runId(), run.poolName()));
      assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
      String first = execution(workflow(temporal));
      mayEnd.countDown();
      workflow(temporal).terminate("by hand");

      launcher.launch(new RunQueue.Admitted(run.orgId(), run.runId(), run.poolName()));
      workflow(temporal).getResult(Void.class);

      assertThat(execution(workflow(temporal))).isNotEqualTo(first);
      assertThat(runs.executed()).containsExactly(run, run);
      assertThat(runs.abandoned()).isEmpty();
    } finally {
      worker.close();
    }
  }

  private WorkflowStub workflow(TemporalConnection temporal) {
    return temporal.client().newUntypedWorkflowStub(TemporalRunLauncher.workflowId(run.runId()));
  }

  private static String execution(WorkflowStub workflow) {
    return workflow.describe().getExecution().getRunId();
  }
}
