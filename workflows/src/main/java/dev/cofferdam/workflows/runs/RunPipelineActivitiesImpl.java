package dev.cofferdam.workflows.runs;

import dev.cofferdam.application.runs.ExecuteRun;
import dev.cofferdam.application.runs.RemoveSandbox;
import dev.cofferdam.application.runs.port.SandboxUnavailable;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls the use cases, and says every second that this worker lives. */
public final class RunPipelineActivitiesImpl implements RunPipelineActivities {
  private static final long HEARTBEAT_MILLIS = 1_000;

  private final ExecuteRun executeRun;
  private final RemoveSandbox removeSandbox;
  private final ScheduledExecutorService timer;
  private final Runnable roomAgain;

  /**
   * @param timer shared; its tasks are short
   * @param roomAgain told when the slot is about to become free; quick
   */
  public RunPipelineActivitiesImpl(
      ExecuteRun executeRun,
      RemoveSandbox removeSandbox,
      ScheduledExecutorService timer,
      Runnable roomAgain) {
    this.executeRun = executeRun;
    this.removeSandbox = removeSandbox;
    this.timer = timer;
    this.roomAgain = roomAgain;
  }

  @Override
  public void execute(RunRef ref) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Thread executing = Thread.currentThread();
    Future<?> heartbeat =
        timer.scheduleAtFixedRate(
            () -> beat(context, executing),
            HEARTBEAT_MILLIS,
            HEARTBEAT_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      executeRun.execute(new ExecuteRun.Command(ref.orgId(), ref.runId()));
      removeSandbox.execute(new RemoveSandbox.Command(ref.orgId(), ref.runId()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    } catch (SandboxUnavailable e) {
      throw Activity.wrap(e);
    } finally {
      heartbeat.cancel(false);
      roomAgain.run();
    }
  }

  /**
   * Temporal wants this attempt no more, or this worker stops: the sandbox works on, and the next
   * attempt takes it up.
   */
  private static void beat(ActivityExecutionContext context, Thread executing) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException unwanted) {
      executing.interrupt();
      throw unwanted;
    }
  }
}
