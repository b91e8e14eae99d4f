package dev.cofferdam.workflows.vault;

import dev.cofferdam.application.vault.port.KeyRotationLauncher;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.function.Supplier;

/**
 * Starts {@link RotateKeyWorkflow}s. The rotation's row in PostgreSQL says whether it is done, so a
 * workflow that failed or was terminated may be started again.
 */
public final class TemporalKeyRotationLauncher implements KeyRotationLauncher {
  private final Supplier<WorkflowClient> client;

  /**
   * @param client asked at each launch
   */
  public TemporalKeyRotationLauncher(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  /** The one place where a rotation's workflow id is made. */
  public static String workflowId(OrgId org, KeyRotationId rotation) {
    return "rotate-key/" + org + "/" + rotation;
  }

  @Override
  public void launch(OrgId org, KeyRotationId rotation) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(workflowId(org, rotation))
            .setTaskQueue(KeyWorker.TASK_QUEUE)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary("Rotation " + rotation)
            .setStaticDetails("Org " + org)
            .build();
    RotateKeyWorkflow workflow = client.get().newWorkflowStub(RotateKeyWorkflow.class, options);
    try {
      WorkflowClient.start(workflow::rotate, RotationRef.of(org, rotation));
    } catch (WorkflowExecutionAlreadyStarted done) {
      // It completed: its rotation is done, and whoever asks for it again knows an older state.
      return;
    }
  }
}
