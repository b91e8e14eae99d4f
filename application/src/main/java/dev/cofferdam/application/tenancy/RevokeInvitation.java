package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;

/** Takes an invitation back. One that is revoked already, or whose time is over, stays so. */
public final class RevokeInvitation {
  public static final Permission NEEDS = Permission.INVITATION_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final InvitationStore invitations;
  private final InvitationEnder ender;

  public RevokeInvitation(
      Gatekeeper gatekeeper, Ledger ledger, InvitationStore invitations, InvitationEnder ender) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.invitations = invitations;
    this.ender = ender;
  }

  public record Command(OrgId org, InvitationId id) {}

  /**
   * @throws Refusal {@code invitation_not_found}, {@code forbidden}, or {@code invitation_over} for
   *     one that was accepted or declined
   */
  public void execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    ledger.change(access, change -> revoke(actor, access, command, change));
  }

  private Invitation revoke(Actor actor, Access access, Command command, Ledger.Change change) {
    Invitation invitation =
        invitations
            .find(command.org(), command.id())
            .orElseThrow(() -> Refusal.notFound("invitation"));
    Roster.requireRightOver(invitation.role(), actor, access, "invitation:" + invitation.id());
    switch (invitation.status()) {
      case PENDING ->
          ender.end(actor, invitation, InvitationStatus.REVOKED, "invitation.revoke", change);
      case ACCEPTED, DECLINED -> throw InvitationEnder.over(invitation.status());
      case REVOKED, EXPIRED -> {}
    }
    return invitation;
  }
}
