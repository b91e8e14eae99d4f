package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;

/** Ends invitations, for who holds the org's ledger head. */
public final class InvitationEnder {
  private final InvitationStore invitations;
  private final InvitationEvents events;

  public InvitationEnder(InvitationStore invitations, InvitationEvents events) {
    this.invitations = invitations;
    this.events = events;
  }

  /**
   * Ends one and records it.
   *
   * @param action such as {@code invitation.revoke}
   */
  void end(
      Actor actor,
      Invitation invitation,
      InvitationStatus end,
      String action,
      Ledger.Change change) {
    invitations.update(invitation.ended(end));
    events.ended(invitation);
    change.record(
        AuditEntry.allowed(actor, action, "invitation:" + invitation.id()),
        MemberEvents.about(typeOf(end), invitation));
  }

  private static EventType typeOf(InvitationStatus end) {
    return switch (end) {
      case ACCEPTED -> EventType.INVITATION_ACCEPTED;
      case DECLINED -> EventType.INVITATION_DECLINED;
      case REVOKED -> EventType.INVITATION_REVOKED;
      case EXPIRED -> EventType.INVITATION_EXPIRED;
      case PENDING -> throw new IllegalArgumentException("not an end");
    };
  }

  /**
   * The refusal for what only an open invitation allows.
   *
   * @param status what it is instead
   */
  static Refusal over(InvitationStatus status) {
    return Refusal.conflict("invitation_over", "This invitation is " + status.code() + ".");
  }
}
