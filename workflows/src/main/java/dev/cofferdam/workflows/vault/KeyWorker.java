package dev.cofferdam.workflows.vault;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker of this process for what is done with keys. Every server has one. */
public final class KeyWorker implements AutoCloseable {
  static final String TASK_QUEUE = "cofferdam-keys";

  /** More would take each other's time. */
  private static final int ROTATIONS = 2;

  /**
   * The SDK holds heartbeats back to save calls; a dead worker has to be noticed within seconds.
   */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(1);

  private static final long DRAIN_SECONDS = 5;

  private final WorkerFactory factory;

  private KeyWorker(WorkerFactory factory) {
    this.factory = factory;
  }

  /** Starts polling. */
  public static KeyWorker start(WorkflowClient client, RotateKeyActivities activities) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker =
        factory.newWorker(
            TASK_QUEUE,
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(ROTATIONS)
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .build());
    worker.registerWorkflowImplementationTypes(RotateKeyWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    factory.start();
    return new KeyWorker(factory);
  }

  /** Takes nothing new and lets go of what is under way, which the next worker goes on with. */
  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
