package dev.cofferdam.workflows.vault;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One activity, tried until it is done: a rotation that has begun can't be given up. */
public final class RotateKeyWorkflowImpl implements RotateKeyWorkflow {
  /** A worker that has not been heard of for this long is dead, and its work goes on elsewhere. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Longer than any org takes; then the next attempt goes on where this one is. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final RotateKeyActivities activities =
      Workflow.newActivityStub(
          RotateKeyActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(LONGEST)
              .setHeartbeatTimeout(SILENCE)
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(500))
                      .setBackoffCoefficient(2)
                      .setMaximumInterval(Duration.ofMinutes(1))
                      .build())
              .build());

  @Override
  public void rotate(RotationRef ref) {
    activities.reencrypt(ref);
  }
}
