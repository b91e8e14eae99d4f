package dev.cofferdam.workflows.runs;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Worker;
import dev.cofferdam.workflows.temporal.SealingPayloadCodec;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A Temporal server of a test's own, which skips time while nothing happens. */
final class SkippingTemporal implements AutoCloseable {
  private final TestWorkflowEnvironment environment;
  private final Deque<RunWorker> workers = new ArrayDeque<>();

  private SkippingTemporal(WorkflowClientOptions options) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(options).build());
  }

  /** With payloads that everybody can read, for histories that are kept. */
  static SkippingTemporal clear(String identity) {
    return new SkippingTemporal(
        WorkflowClientOptions.newBuilder().setNamespace("test").setIdentity(identity).build());
  }

  /** With payloads sealed as in production. */
  static SkippingTemporal sealed(SealingPayloadCodec codec) {
    return new SkippingTemporal(
        WorkflowClientOptions.newBuilder()
            .setNamespace("test")
            .setDataConverter(
                new CodecDataConverter(
                    DefaultDataConverter.newDefaultInstance(), List.of(codec), true))
            .build());
  }

  WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  void work(ScriptedRuns runs) {
    work(runs, Set.of());
  }

  /** Works for the orgs of a pool; no other pool has these orgs. */
  void work(ScriptedRuns runs, Set<OrgId> orgs) {
    workers.push(RunWorker.start(client(), runs.activities(), new Worker("test", orgs, 2, false)));
  }

  void launch(RunRef run) {
    new TemporalRunLauncher(this::client)
        .launch(new RunQueue.Admitted(run.orgId(), run.runId(), run.poolName()));
  }

  WorkflowStub workflow(RunRef run) {
    return client().newUntypedWorkflowStub(TemporalRunLauncher.workflowId(run.runId()));
  }

  /** Waits for the run's workflow to end. */
  void join(RunRef run) {
    workflow(run).getResult(Void.class);
  }

  /** From the first event of the run's workflow to its last, by the server's clock. */
  Duration lasted(RunRef run) {
    List<HistoryEvent> events =
        client().fetchHistory(TemporalRunLauncher.workflowId(run.runId())).getEvents();
    return Duration.ofMillis(
        Timestamps.toMillis(events.get(events.size() - 1).getEventTime())
            - Timestamps.toMillis(events.get(0).getEventTime()));
  }

  /** All that the server keeps of a run's workflow, as bytes. */
  ByteString history(RunRef run) {
    return client()
        .fetchHistory(TemporalRunLauncher.workflowId(run.runId()))
        .getHistory()
        .toByteString();
  }

  @Override
  public void close() {
    workers.forEach(RunWorker::close);
    environment.close();
  }
}
