package dev.cofferdam.workflows.tenancy;

import dev.cofferdam.domain.tenancy.Invitation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Writes the histories that {@link InvitationHistoriesTest} replays. Run it into a new folder when
 * {@link ExpireInvitationWorkflowImpl} changes, and keep the old histories for as long as
 * invitations of that version may be open. Its ids belong to nobody.
 */
final class InvitationHistoryRecorder {
  private InvitationHistoryRecorder() {}

  /**
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (SkippingInvitations temporal = SkippingInvitations.clear()) {
      temporal.work();
      Invitation made = temporal.invite();
      temporal.launch(made);
      temporal.join(made);
      write(temporal, made, folder.resolve("invitation-expired.json"));
    }
    try (SkippingInvitations temporal = SkippingInvitations.clear()) {
      temporal.work();
      Invitation made = temporal.invite();
      temporal.launch(made);
      temporal.sleep(Duration.ofDays(6));
      temporal.invite();
      temporal.timers.renew(made.org(), made.id());
      temporal.sleep(Duration.ofDays(1));
      temporal.decline();
      temporal.timers.end(made.id());
      temporal.join(made);
      write(temporal, made, folder.resolve("invitation-answered.json"));
    }
  }

  private static void write(SkippingInvitations temporal, Invitation made, Path file)
      throws IOException {
    Files.writeString(file, temporal.history(made).toJson(true) + "\n");
  }
}
