package dev.cofferdam.workflows.tenancy;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Runs the time of one invitation, until it is answered or over. Its id is {@code invitation/<id>}.
 */
@WorkflowInterface
public interface ExpireInvitationWorkflow {
  @WorkflowMethod(name = "ExpireInvitation")
  void run(InvitationRef ref);

  /** The invitation was sent again, or has come to its end. */
  @SignalMethod(name = "changed")
  void changed();
}
