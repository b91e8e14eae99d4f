package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/** Which letters somebody wants, of those that nothing is lost without. */
record NotificationsView(
    @Schema(description = "A reminder of an invitation that is still open.")
        boolean invitationReminders,
    @Schema(description = "A notice when somebody wants to sign up with one's address.")
        boolean signUpAttempts,
    @Schema(description = "A notice when a run that one started failed.") boolean failedRuns) {
  static NotificationsView of(Set<Topic> muted) {
    return new NotificationsView(
        !muted.contains(Topic.INVITATION_REMINDERS),
        !muted.contains(Topic.SIGN_UP_ATTEMPTS),
        !muted.contains(Topic.FAILED_RUNS));
  }
}
