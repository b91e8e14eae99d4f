package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import dev.cofferdam.domain.tenancy.Member;
import java.time.Clock;
import java.util.Optional;

/** Takes invited people into orgs, for who holds the org's ledger head. */
public final class InvitedMembers {
  private final MemberStore members;
  private final Roster roster;
  private final Seats seats;
  private final InvitationEnder ender;
  private final Clock clock;

  public InvitedMembers(
      MemberStore members, Roster roster, Seats seats, InvitationEnder ender, Clock clock) {
    this.members = members;
    this.roster = roster;
    this.seats = seats;
    this.ender = ender;
    this.clock = clock;
  }

  /**
   * Looks whether somebody new could join now.
   *
   * @return what they would be
   * @throws Refusal {@code invitation_over}, {@code seats_exhausted}
   */
  Role check(Invitation invitation) {
    InvitationStatus status = invitation.statusAt(clock.instant());
    if (status != InvitationStatus.PENDING) {
      throw InvitationEnder.over(status);
    }
    seats.requireOneToJoin(invitation.org());
    return invitation.role();
  }

  /**
   * Makes a user what an invitation to them says. Who is a member already stays what they are, and
   * the invitation is answered; answered by the same member once more, nothing changes.
   *
   * @return what the user is in the org now
   * @throws Refusal {@code invitation_over}, {@code seats_exhausted}
   */
  Role take(Actor actor, UserId user, Invitation invitation, Ledger.Change change) {
    Optional<Role> before = members.find(invitation.org(), user).map(Member::role);
    InvitationStatus status = invitation.statusAt(clock.instant());
    if (status == InvitationStatus.ACCEPTED && before.isPresent()) {
      return before.get();
    }
    if (status != InvitationStatus.PENDING) {
      throw InvitationEnder.over(status);
    }
    if (before.isEmpty()) {
      seats.requireOneToJoin(invitation.org());
      roster.join(invitation.org(), user, invitation.role(), clock.instant());
    }
    ender.end(actor, invitation, InvitationStatus.ACCEPTED, "invitation.accept", change);
    if (before.isEmpty()) {
      change.record(
          AuditEntry.allowed(actor, "member.add", "member:" + user),
          MemberEvents.joined(user, invitation.role()));
    }
    return before.orElse(invitation.role());
  }
}
