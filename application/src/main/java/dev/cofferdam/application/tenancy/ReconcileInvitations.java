package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.tenancy.port.InvitationTimers;
import dev.cofferdam.application.tenancy.port.PendingInvitations;
import dev.cofferdam.domain.access.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Expires invitations whose time is over, and starts the time of all other pending ones; where it
 * is under way, that changes nothing. So an invitation expires even when Temporal lost its memory,
 * or is away.
 */
public final class ReconcileInvitations {
  public static final Permission NEEDS = Permission.SYSTEM;

  /** Those that expire first come first, so the rest has its turn in time. */
  private static final int LIMIT = 1_000;

  private final PendingInvitations pending;
  private final TendInvitation tend;
  private final InvitationTimers timers;
  private final Clock clock;

  public ReconcileInvitations(
      PendingInvitations pending, TendInvitation tend, InvitationTimers timers, Clock clock) {
    this.pending = pending;
    this.tend = tend;
    this.timers = timers;
    this.clock = clock;
  }

  /** Returns how many invitations it found. */
  public int execute() {
    Instant now = clock.instant();
    List<PendingInvitations.Pending> found = pending.list(LIMIT);
    for (PendingInvitations.Pending each : found) {
      if (each.expiresAt().isAfter(now)) {
        timers.launch(each.org(), each.id());
      } else {
        tend.execute(new TendInvitation.Command(each.org(), each.id()));
      }
    }
    return found.size();
  }
}
