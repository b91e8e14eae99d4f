package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.tenancy.Invitation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The seats of an org's plan, for who holds the org's ledger head. A member has one, and so has
 * everybody with an open invitation: who is invited finds their seat free.
 */
public final class Seats {
  private final MemberStore members;
  private final InvitationStore invitations;
  private final Entitlements entitlements;
  private final Clock clock;

  public Seats(
      MemberStore members, InvitationStore invitations, Entitlements entitlements, Clock clock) {
    this.members = members;
    this.invitations = invitations;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  /**
   * Asks for a seat to keep for an invitation.
   *
   * @param before the invitation itself, where it was sent before and may have its seat already
   * @throws Refusal {@code seats_exhausted}
   */
  void requireOneToInvite(OrgId org, Optional<Invitation> before) {
    Instant now = clock.instant();
    int own = before.filter(invitation -> invitation.isOpenAt(now)).isPresent() ? 1 : 0;
    require(org, (long) members.count(org) + invitations.countOpen(org, now) - own);
  }

  /**
   * Asks for a seat to sit down. Other people's invitations don't take it away: who comes first has
   * it.
   *
   * @throws Refusal {@code seats_exhausted}
   */
  void requireOneToJoin(OrgId org) {
    require(org, members.count(org));
  }

  private void require(OrgId org, long used) {
    OptionalLong limit = entitlements.limit(org, Limit.MEMBERS);
    if (limit.isPresent() && used >= limit.getAsLong()) {
      throw Refusal.overPlan(
          "seats_exhausted",
          "All seats of this org's plan are taken, by members and open invitations.",
          new Refusal.Bound(limit.getAsLong(), used, Optional.empty()));
    }
  }
}
