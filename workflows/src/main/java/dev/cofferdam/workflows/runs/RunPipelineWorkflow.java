package dev.cofferdam.workflows.runs;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Executes one run to its end and removes what it left behind. Its id is {@code run/<run id>}. */
@WorkflowInterface
public interface RunPipelineWorkflow {
  @WorkflowMethod(name = "RunPipeline")
  void run(RunRef ref);
}
