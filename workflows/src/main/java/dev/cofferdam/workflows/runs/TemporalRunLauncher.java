package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.port.RunLauncher;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.RunId;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.function.Supplier;

/**
 * Starts {@link RunPipelineWorkflow}s. The run's row in PostgreSQL guards against doing it twice,
 * so a workflow that failed or was terminated may be started again: the run is still to be
 * finished.
 */
public final class TemporalRunLauncher implements RunLauncher {
  private final Supplier<WorkflowClient> client;

  /**
   * @param client asked at each launch
   */
  public TemporalRunLauncher(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  /** The one place where a run's workflow id is made. */
  public static String workflowId(RunId run) {
    return "run/" + run;
  }

  @Override
  public void launch(RunQueue.Admitted run) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(workflowId(run.run()))
            .setTaskQueue(TaskQueues.CONTROL)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setDisableEagerExecution(false)
            .setStaticSummary("Run " + run.run())
            .setStaticDetails("Org " + run.org() + ", by workers of the pool " + run.pool())
            .build();
    RunPipelineWorkflow workflow = client.get().newWorkflowStub(RunPipelineWorkflow.class, options);
    try {
      WorkflowClient.start(workflow::run, RunRef.of(run));
    } catch (WorkflowExecutionAlreadyStarted done) {
      // It completed: its run has ended, and whoever asks for it again knows an older state.
      return;
    }
  }
}
