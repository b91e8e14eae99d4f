package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;

/** Takes the caller out of an org. The last owner has to stay. */
public final class LeaveOrg {
  public static final Permission NEEDS = Permission.MEMBER_LEAVE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Roster roster;

  public LeaveOrg(Gatekeeper gatekeeper, Ledger ledger, Roster roster) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.roster = roster;
  }

  /**
   * @throws Refusal {@code last_owner}
   */
  public void execute(Actor actor, OrgId org) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    UserId user = actor.requirePerson();
    ledger.change(access, change -> leave(actor, org, user, change));
  }

  private Member leave(Actor actor, OrgId org, UserId user, Ledger.Change change) {
    Member member = roster.member(org, user);
    roster.remove(org, member);
    change.record(
        AuditEntry.allowed(actor, "member.leave", "member:" + user),
        MemberEvents.left(user, member.role()));
    return member;
  }
}
