package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Worker;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Activities that do what a test says, and keep account of it. */
final class ScriptedRuns implements RunPipelineActivities, AbandonRunActivities {
  /** What one attempt to execute a run does. */
  interface Attempt {
    /**
     * @param number from 1 on
     */
    void execute(int number);
  }

  private final Attempt script;
  private final List<RunRef> executed = new ArrayList<>();
  private final List<RunRef> abandoned = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<RunRef> requeued = new ArrayList<>();
  private boolean takenUp;

  ScriptedRuns(Attempt script) {
    this.script = script;
  }

  static RunRef someRun() {
    return RunRef.of(
        new RunQueue.Admitted(
            new OrgId(UUID.randomUUID()), new RunId(UUID.randomUUID()), Worker.SHARED));
  }

  /** Says that it has begun, and works until Temporal wants it no more. */
  static void workUntilUnwanted(CountDownLatch begun) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    while (true) {
      try {
        context.heartbeat(null);
      } catch (ActivityCompletionException unwanted) {
        begun.countDown();
        throw unwanted;
      }
      begun.countDown();
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the worker stopped before the run was unwanted", e);
      }
    }
  }

  RunWorker.Activities activities() {
    return new RunWorker.Activities(this, this);
  }

  @Override
  public void execute(RunRef ref) {
    synchronized (this) {
      executed.add(ref);
    }
    script.execute(Activity.getExecutionContext().getInfo().getAttempt());
  }

  @Override
  public synchronized void abandon(RunRef ref, String why) {
    abandoned.add(ref);
    reasons.add(why);
  }

  @Override
  public synchronized boolean requeue(RunRef ref) {
    requeued.add(ref);
    return !takenUp;
  }

  /** From now on, runs can't be queued again. */
  synchronized void takeUp() {
    takenUp = true;
  }

  synchronized List<RunRef> requeued() {
    return List.copyOf(requeued);
  }

  synchronized List<RunRef> executed() {
    return List.copyOf(executed);
  }

  synchronized List<RunRef> abandoned() {
    return List.copyOf(abandoned);
  }

  synchronized List<String> reasons() {
    return List.copyOf(reasons);
  }
}
