package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Does what is due about an invitation: on the fifth day a reminder, on the seventh its expiry. It
 * goes by what is written down, so it may be asked at any time and however often. Nobody is
 * reminded of a deleted org.
 */
public final class TendInvitation {
  public static final Permission NEEDS = Permission.SYSTEM;

  private static final Actor INVITATIONS =
      new Actor.Installation("invitations", Actor.Origin.INSIDE);

  private final Ledger ledger;
  private final OrgStore orgs;
  private final InvitationStore invitations;
  private final InvitationLetters letters;
  private final InvitationEnder ender;
  private final Clock clock;

  public TendInvitation(
      Ledger ledger,
      OrgStore orgs,
      InvitationStore invitations,
      InvitationLetters letters,
      InvitationEnder ender,
      Clock clock) {
    this.ledger = ledger;
    this.orgs = orgs;
    this.invitations = invitations;
    this.letters = letters;
    this.ender = ender;
    this.clock = clock;
  }

  public record Command(OrgId org, InvitationId id) {}

  /**
   * How long until the next thing is due, which is more than nothing; empty when the invitation has
   * come to its end, or there is none.
   */
  public Optional<Duration> execute(Command command) {
    return ledger.change(
        Access.ofInstallation(command.org()),
        change ->
            invitations
                .find(command.org(), command.id())
                .filter(invitation -> invitation.status() == InvitationStatus.PENDING)
                .flatMap(invitation -> tend(invitation, change)));
  }

  private Optional<Duration> tend(Invitation invitation, Ledger.Change change) {
    Instant now = clock.instant();
    if (!invitation.isOpenAt(now)) {
      ender.end(INVITATIONS, invitation, InvitationStatus.EXPIRED, "invitation.expire", change);
      return Optional.empty();
    }
    if (invitation.reminded() || orgs.deletedAt(invitation.org()).isPresent()) {
      return Optional.of(Duration.between(now, invitation.expiresAt()));
    }
    if (now.isBefore(invitation.remindAt())) {
      return Optional.of(Duration.between(now, invitation.remindAt()));
    }
    letters.remind(invitation);
    invitations.update(invitation.afterReminder());
    change.record(
        AuditEntry.allowed(INVITATIONS, "invitation.remind", "invitation:" + invitation.id()));
    return Optional.of(Duration.between(now, invitation.expiresAt()));
  }
}
