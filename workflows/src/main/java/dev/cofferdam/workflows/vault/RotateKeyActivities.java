package dev.cofferdam.workflows.vault;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What {@link RotateKeyWorkflow} does. */
@ActivityInterface
public interface RotateKeyActivities {
  /** Seals everything of the org anew, or goes on with it, until the older keys are retired. */
  @ActivityMethod(name = "ReencryptOrg")
  void reencrypt(RotationRef ref);
}
