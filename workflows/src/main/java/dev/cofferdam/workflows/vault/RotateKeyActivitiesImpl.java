package dev.cofferdam.workflows.vault;

import dev.cofferdam.application.vault.ReencryptOrg;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;

/**
 * Calls the use case, and says between its batches that this worker lives. It rests four times as
 * long as it works, so that it takes a fifth of one core and of the database's time at most.
 */
public final class RotateKeyActivitiesImpl implements RotateKeyActivities {
  private static final int RESTS = 4;
  private static final long LONGEST_REST_MS = 5_000;

  private final ReencryptOrg reencryptOrg;

  public RotateKeyActivitiesImpl(ReencryptOrg reencryptOrg) {
    this.reencryptOrg = reencryptOrg;
  }

  @Override
  public void reencrypt(RotationRef ref) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      reencryptOrg.execute(
          new ReencryptOrg.Command(ref.orgId(), ref.rotationId()),
          worked -> {
            context.heartbeat(null);
            rest(worked);
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  private static void rest(Duration worked) throws InterruptedException {
    Thread.sleep(Math.min(LONGEST_REST_MS, Math.max(0, worked.toMillis()) * RESTS));
  }
}
