package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.AbandonRun;

/** Calls the use case. */
public final class AbandonRunActivitiesImpl implements AbandonRunActivities {
  private final AbandonRun abandonRun;

  public AbandonRunActivitiesImpl(AbandonRun abandonRun) {
    this.abandonRun = abandonRun;
  }

  @Override
  public void abandon(RunRef ref, String why) {
    abandonRun.execute(new AbandonRun.Command(ref.orgId(), ref.runId(), why));
  }
}
