package dev.cofferdam.workflows.tenancy;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;

/**
 * A worker for invitations: workflows, and activities that want nothing but the database. It has a
 * task queue of its own, so that servers work on it that have no room for sandboxes.
 */
public final class InvitationWorker implements AutoCloseable {
  static final String TASK_QUEUE = "cofferdam-invitations";

  private static final long DRAIN_SECONDS = 5;

  private final WorkerFactory factory;

  private InvitationWorker(WorkerFactory factory) {
    this.factory = factory;
  }

  /** Starts polling. */
  public static InvitationWorker start(WorkflowClient client, TendInvitationActivities activities) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(ExpireInvitationWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    factory.start();
    return new InvitationWorker(factory);
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
