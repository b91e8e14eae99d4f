package dev.cofferdam.workflows.tenancy;

import dev.cofferdam.application.tenancy.port.InvitationTimers;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.function.Supplier;

/**
 * Runs {@link ExpireInvitationWorkflow}s. The invitation's row in PostgreSQL says what holds, so a
 * workflow that has ended, however it did, may be started again: one too many looks once, and ends.
 */
public final class TemporalInvitationTimers implements InvitationTimers {
  private final Supplier<WorkflowClient> client;

  /**
   * @param client asked at each call
   */
  public TemporalInvitationTimers(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  /** The one place where an invitation's workflow id is made. */
  public static String workflowId(InvitationId invitation) {
    return "invitation/" + invitation;
  }

  @Override
  public void launch(OrgId org, InvitationId id) {
    WorkflowOptions options =
        options(org, id)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build();
    ExpireInvitationWorkflow workflow =
        client.get().newWorkflowStub(ExpireInvitationWorkflow.class, options);
    WorkflowClient.start(workflow::run, InvitationRef.of(org, id));
  }

  @Override
  public void renew(OrgId org, InvitationId id) {
    WorkflowStub workflow =
        client.get().newUntypedWorkflowStub("ExpireInvitation", options(org, id).build());
    workflow.signalWithStart("changed", new Object[0], new Object[] {InvitationRef.of(org, id)});
  }

  @Override
  public void end(InvitationId id) {
    try {
      client.get().newUntypedWorkflowStub(workflowId(id)).signal("changed");
    } catch (WorkflowNotFoundException none) {
      // Its time is over already, or was forgotten: nothing of it is left to end.
      return;
    }
  }

  private static WorkflowOptions.Builder options(OrgId org, InvitationId id) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId(id))
        .setTaskQueue(InvitationWorker.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setStaticSummary("Invitation " + id)
        .setStaticDetails("Org " + org);
  }
}
