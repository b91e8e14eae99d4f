package dev.cofferdam.workflows.tenancy;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Looks after the invitation, sleeps until something is due or somebody has changed it, and looks
 * again. What is done is the activity's, by what is written down then: here are no dates.
 */
public final class ExpireInvitationWorkflowImpl implements ExpireInvitationWorkflow {
  private final TendInvitationActivities activities =
      Workflow.newActivityStub(
          TendInvitationActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setBackoffCoefficient(2)
                      .setMaximumInterval(Duration.ofMinutes(1))
                      .build())
              .build());

  private boolean changed;

  @Override
  public void run(InvitationRef ref) {
    NextLook next = look(ref);
    while (!next.over() || changed) {
      Workflow.await(Duration.ofMillis(next.waitMs()), () -> changed);
      next = look(ref);
    }
  }

  private NextLook look(InvitationRef ref) {
    changed = false;
    return activities.tend(ref);
  }

  @Override
  public void changed() {
    changed = true;
  }
}
