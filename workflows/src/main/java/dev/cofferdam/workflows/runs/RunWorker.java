package dev.cofferdam.workflows.runs;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker of this process: workflows, and sandboxes as far as there are slots. */
public final class RunWorker implements AutoCloseable {
  /**
   * The SDK holds heartbeats back to save calls; a dead worker has to be noticed within seconds.
   */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(1);

  private static final long DRAIN_SECONDS = 5;

  private final WorkerFactory factory;

  private RunWorker(WorkerFactory factory) {
    this.factory = factory;
  }

  /** What this worker's activities are made of. */
  public record Activities(RunPipelineActivities sandbox, AbandonRunActivities control) {}

  /**
   * Starts polling.
   *
   * @param self how many sandboxes it holds at once, and for whom
   */
  public static RunWorker start(
      WorkflowClient client, Activities activities, dev.cofferdam.domain.runs.Worker self) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker control = factory.newWorker(TaskQueues.CONTROL);
    control.registerWorkflowImplementationTypes(RunPipelineWorkflowImpl.class);
    control.registerActivitiesImplementations(activities.control());
    Worker sandboxes =
        factory.newWorker(
            TaskQueues.sandboxes(self.pool()),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(self.slots())
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .build());
    sandboxes.registerActivitiesImplementations(activities.sandbox());
    factory.start();
    return new RunWorker(factory);
  }

  /**
   * Takes nothing new and lets go of what runs: sandboxes work on and are taken up by the next
   * worker.
   */
  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
