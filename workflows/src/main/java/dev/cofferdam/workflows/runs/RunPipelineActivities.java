package dev.cofferdam.workflows.runs;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What {@link RunPipelineWorkflow} does that wants room on a host, so it has a task queue of its
 * own.
 */
@ActivityInterface
public interface RunPipelineActivities {
  /**
   * Executes the run, or goes on with it, until it has ended and its sandbox is removed. A
   * command's exit code is a result and no failure.
   */
  @ActivityMethod(name = "ExecuteRun")
  void execute(RunRef ref);
}
