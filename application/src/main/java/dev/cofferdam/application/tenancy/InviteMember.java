package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.util.Optional;

/**
 * Invites somebody into an org by letter. Who is invited already gets another letter instead, with
 * the role that was asked for last. Owners are invited by owners alone.
 */
public final class InviteMember {
  public static final Permission NEEDS = Permission.INVITATION_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final InvitationStore invitations;
  private final InvitationSender sender;
  private final ProvenAddress address;

  public InviteMember(
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

  public record Command(OrgId org, EmailAddress email, Role role) {}

  /**
   * @param isNew false where there was one that was sent again
   */
  public record Outcome(Invitation invitation, boolean isNew) {}

  /**
   * @throws Refusal {@code forbidden}, {@code email_not_verified}, {@code already_member}, {@code
   *     seats_exhausted}, {@code slow_down}
   */
  public Outcome execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(access, change -> invite(actor, access, command, change));
  }

  private Outcome invite(Actor actor, Access access, Command command, Ledger.Change change) {
    address.require(actor, access);
    Roster.requireRightOver(command.role(), actor, access, "org:" + command.org());
    UserId by = Roster.personOf(actor);
    Optional<Invitation> before = invitations.findPending(command.org(), command.email());
    before.ifPresent(
        pending ->
            Roster.requireRightOver(pending.role(), actor, access, "invitation:" + pending.id()));
    Invitation invitation =
        before
            .map(pending -> sender.resend(pending, command.role(), by))
            .orElseGet(() -> sender.send(command.org(), command.email(), command.role(), by));
    String action = before.isPresent() ? "invitation.resend" : "invitation.create";
    change.record(
        AuditEntry.allowed(actor, action, "invitation:" + invitation.id()),
        MemberEvents.about(
            before.isPresent() ? EventType.INVITATION_RESENT : EventType.INVITATION_CREATED,
            invitation));
    return new Outcome(invitation, before.isEmpty());
  }
}
