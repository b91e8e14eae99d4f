package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.AbandonRun;
import dev.cofferdam.application.runs.RequeueRun;

/** Calls the use cases. */
public final class AbandonRunActivitiesImpl implements AbandonRunActivities {
  private final AbandonRun abandonRun;
  private final RequeueRun requeueRun;

  public AbandonRunActivitiesImpl(AbandonRun abandonRun, RequeueRun requeueRun) {
    this.abandonRun = abandonRun;
    this.requeueRun = requeueRun;
  }

  @Override
  public void abandon(RunRef ref, String why) {
    abandonRun.execute(new AbandonRun.Command(ref.orgId(), ref.runId(), why));
  }

  @Override
  public boolean requeue(RunRef ref) {
    return requeueRun.execute(new RequeueRun.Command(ref.orgId(), ref.runId()));
  }
}
