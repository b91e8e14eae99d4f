package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Clock;

/**
 * Declines an invitation. Its token is all that this takes: whom the letter reached may say no
 * without an account. Once declined, it stays so.
 */
public final class DeclineInvitation {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final InvitationDoor door;
  private final InvitationEnder ender;
  private final Clock clock;

  public DeclineInvitation(InvitationDoor door, InvitationEnder ender, Clock clock) {
    this.door = door;
    this.ender = ender;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code invitation_not_found}, {@code invitation_over}
   */
  public void execute(Actor actor, String token) {
    door.change(token, (found, change) -> decline(actor, found.invitation(), change));
  }

  private Invitation decline(Actor actor, Invitation invitation, Ledger.Change change) {
    InvitationStatus status = invitation.statusAt(clock.instant());
    if (status == InvitationStatus.PENDING) {
      ender.end(actor, invitation, InvitationStatus.DECLINED, "invitation.decline", change);
    } else if (status != InvitationStatus.DECLINED) {
      throw InvitationEnder.over(status);
    }
    return invitation;
  }
}
