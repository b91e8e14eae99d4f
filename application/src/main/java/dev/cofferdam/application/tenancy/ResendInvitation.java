package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;

/**
 * Sends the letter of an invitation again: its link takes the place of earlier ones, and the time
 * begins anew. An invitation whose time is over can be sent again too, as long as its address has
 * no other one.
 */
public final class ResendInvitation {
  public static final Permission NEEDS = Permission.INVITATION_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final InvitationStore invitations;
  private final InvitationSender sender;
  private final ProvenAddress address;

  public ResendInvitation(
      Gatekeeper gatekeeper,
      Ledger ledger,
      InvitationStore invitations,
      InvitationSender sender,
      ProvenAddress address) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.invitations = invitations;
    this.sender = sender;
    this.address = address;
  }

  public record Command(OrgId org, InvitationId id) {}

  /**
   * @throws Refusal {@code invitation_not_found}, {@code invitation_over}, {@code forbidden},
   *     {@code email_not_verified}, {@code already_member}, {@code seats_exhausted}, {@code
   *     slow_down}
   */
  public Invitation execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(access, change -> resend(actor, access, command, change));
  }

  private Invitation resend(Actor actor, Access access, Command command, Ledger.Change change) {
    address.require(actor, access);
    Invitation before =
        invitations
            .find(command.org(), command.id())
            .orElseThrow(() -> Refusal.notFound("invitation"));
    Roster.requireRightOver(before.role(), actor, access, "invitation:" + before.id());
    if (!mayBeSent(before)) {
      throw InvitationEnder.over(before.status());
    }
    Invitation sent = sender.resend(before, before.role(), Roster.personOf(actor));
    change.record(
        AuditEntry.allowed(actor, "invitation.resend", "invitation:" + sent.id()),
        MemberEvents.about(EventType.INVITATION_RESENT, sent));
    return sent;
  }

  private boolean mayBeSent(Invitation before) {
    return before.status() == InvitationStatus.PENDING
        || (before.status() == InvitationStatus.EXPIRED
            && invitations.findPending(before.org(), before.email()).isEmpty());
  }
}
