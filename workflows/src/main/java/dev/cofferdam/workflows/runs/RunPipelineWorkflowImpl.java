package dev.cofferdam.workflows.runs;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Executes, and gives up where that is not possible. What a run that was given up left behind is
 * the reaper's.
 */
public final class RunPipelineWorkflowImpl implements RunPipelineWorkflow {
  /** A worker that has not been heard of for this long is dead, and its runs go on elsewhere. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** The longest timeout of a run, with room for preparing it. */
  private static final Duration LONGEST_RUN = Duration.ofHours(8);

  /** With pauses of up to ten seconds: about five minutes without an engine or a database. */
  private static final int ATTEMPTS = 30;

  private final RunPipelineActivities sandbox =
      Workflow.newActivityStub(
          RunPipelineActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.SANDBOXES)
              .setStartToCloseTimeout(LONGEST_RUN)
              .setHeartbeatTimeout(SILENCE)
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .setRetryOptions(retries(ATTEMPTS))
              .build());

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
    try {
      sandbox.execute(ref);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      control.abandon(ref, "The platform could not execute this run, however often it tried.");
    }
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
