package dev.cofferdam.workflows.tenancy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What {@link ExpireInvitationWorkflow} does. */
@ActivityInterface
public interface TendInvitationActivities {
  /** Does what is due, and says when to look again. */
  @ActivityMethod(name = "TendInvitation")
  NextLook tend(InvitationRef ref);
}
