package dev.cofferdam.workflows.runs;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Executes, and gives up where that is not possible. What a run that was given up left behind is
 * the reaper's. A run that no worker takes up gives its place back and waits for its turn again.
 */
public final class RunPipelineWorkflowImpl implements RunPipelineWorkflow {
  /** A worker that has not been heard of for this long is dead, and its runs go on elsewhere. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** The longest timeout of a run, with room for preparing it. */
  private static final Duration LONGEST_RUN = Duration.ofHours(8);

  /** A run is let in when there is room for it: who had the room is gone by then. */
  private static final Duration TAKEN_UP = Duration.ofSeconds(10);

  /** A run that was begun waits in the queue for as long as it takes somebody to go on with it. */
  private static final Duration GONE_ON_WITH = Duration.ofHours(1);

  /** With pauses of up to ten seconds: about five minutes without an engine or a database. */
  private static final int ATTEMPTS = 30;

  private final AbandonRunActivities control =
      Workflow.newActivityStub(
          AbandonRunActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.CONTROL)
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(retries(0))
              .build());

  @Override
  public void run(RunRef ref) {
    Duration patience = TAKEN_UP;
    while (true) {
      try {
        sandboxOf(ref, patience).execute(ref);
        return;
      } catch (ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure) {
          throw failure;
        }
        if (!wasTakenUpByNobody(failure)) {
          control.abandon(ref, "The platform could not execute this run, however often it tried.");
          return;
        }
        if (control.requeue(ref)) {
          // It fails, so that the run may be started again under the same id.
          throw ApplicationFailure.newNonRetryableFailure(
              "No worker took the run up. It waits for its turn again.", "Requeued");
        }
        patience = GONE_ON_WITH;
      }
    }
  }

  private static RunPipelineActivities sandboxOf(RunRef ref, Duration patience) {
    return Workflow.newActivityStub(
        RunPipelineActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.sandboxes(ref.poolName()))
            .setScheduleToStartTimeout(patience)
            .setStartToCloseTimeout(LONGEST_RUN)
            .setHeartbeatTimeout(SILENCE)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(retries(ATTEMPTS))
            .build());
  }

  private static boolean wasTakenUpByNobody(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
  }

  /**
   * @param attempts at most; 0 for as many as it takes
   */
  private static RetryOptions retries(int attempts) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(500))
        .setBackoffCoefficient(2)
        .setMaximumInterval(Duration.ofSeconds(10))
        .setMaximumAttempts(attempts)
        .build();
  }
}
