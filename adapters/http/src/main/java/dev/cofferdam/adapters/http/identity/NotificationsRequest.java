package dev.cofferdam.adapters.http.identity;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of {@link NotificationsView}, as it is to be. */
record NotificationsRequest(
    @Schema(
            description = "A reminder of an invitation that is still open.",
            requiredMode = REQUIRED)
        @Nullable Boolean invitationReminders,
    @Schema(
            description = "A notice when somebody wants to sign up with one's address.",
            requiredMode = REQUIRED)
        @Nullable Boolean signUpAttempts,
    @Schema(description = "A notice when a run that one started failed.", requiredMode = REQUIRED)
        @Nullable Boolean failedRuns) {
  Set<Topic> muted() {
    Set<Topic> muted = EnumSet.noneOf(Topic.class);
    if (!required("invitation_reminders", invitationReminders)) {
      muted.add(Topic.INVITATION_REMINDERS);
    }
    if (!required("sign_up_attempts", signUpAttempts)) {
      muted.add(Topic.SIGN_UP_ATTEMPTS);
    }
    if (!required("failed_runs", failedRuns)) {
      muted.add(Topic.FAILED_RUNS);
    }
    return muted;
  }
}
