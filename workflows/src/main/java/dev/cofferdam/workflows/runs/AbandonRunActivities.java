package dev.cofferdam.workflows.runs;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a run needs when no worker could execute it; needs no host with room. */
@ActivityInterface
public interface AbandonRunActivities {
  /** Ends the run as an error of the platform. */
  @ActivityMethod(name = "AbandonRun")
  void abandon(RunRef ref, String why);

  /**
   * Lets the run wait for its turn again.
   *
   * @return false when a worker has taken it up, so that it can only go on
   */
  @ActivityMethod(name = "RequeueRun")
  boolean requeue(RunRef ref);
}
