package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends invitations, for who holds the org's ledger head and has the right to. */
public final class InvitationSender {
  /** How long lists show what an invitation came to. */
  static final Duration ENDED_KEPT = Duration.ofDays(90);

  private final MemberStore members;
  private final InvitationStore invitations;
  private final Seats seats;
  private final InvitationLetters letters;
  private final InvitationEvents events;
  private final IdSource ids;
  private final Clock clock;

  public InvitationSender(
      MemberStore members,
      InvitationStore invitations,
      Seats seats,
      InvitationLetters letters,
      InvitationEvents events,
      IdSource ids,
      Clock clock) {
    this.members = members;
    this.invitations = invitations;
    this.seats = seats;
    this.letters = letters;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Sends the first letter of an invitation. */
  Invitation send(OrgId org, EmailAddress email, Role role, UserId by) {
    requireNoMember(org, email);
    seats.requireOneToInvite(org, Optional.empty());
    Instant now = clock.instant();
    invitations.forgetEnded(org, now.minus(ENDED_KEPT));
    Invitation invitation =
        Invitation.sent(org, new InvitationId(ids.next()), email, role, by, now);
    invitations.add(invitation);
    return posted(invitation);
  }

  /** Sends another letter: its link takes the place of earlier ones, and the time begins anew. */
  Invitation resend(Invitation before, Role role, UserId by) {
    requireNoMember(before.org(), before.email());
    seats.requireOneToInvite(before.org(), Optional.of(before));
    Invitation invitation = before.resent(role, by, clock.instant());
    invitations.update(invitation);
    return posted(invitation);
  }

  private Invitation posted(Invitation invitation) {
    letters.invite(invitation);
    events.sent(invitation);
    return invitation;
  }

  private void requireNoMember(OrgId org, EmailAddress email) {
    if (members.hasAddress(org, email)) {
      throw Refusal.conflict("already_member", "A member of this org has this e-mail address.");
    }
  }
}
