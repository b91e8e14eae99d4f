package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Invitation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists whom an org has invited, and what came of it. */
public final class ListInvitations {
  public static final Permission NEEDS = Permission.INVITATION_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final InvitationStore invitations;
  private final Clock clock;

  public ListInvitations(
      Gatekeeper gatekeeper, Ledger ledger, InvitationStore invitations, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.invitations = invitations;
    this.clock = clock;
  }

  /**
   * @param before the id that the page starts behind
   */
  public record Command(OrgId org, Optional<InvitationId> before, int limit) {}

  /** As they stand now, newest first. */
  public List<Invitation> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    List<Invitation> found =
        ledger.read(
            access, () -> invitations.list(command.org(), command.before(), command.limit()));
    Instant now = clock.instant();
    return found.stream().map(invitation -> invitation.asOf(now)).toList();
  }
}
