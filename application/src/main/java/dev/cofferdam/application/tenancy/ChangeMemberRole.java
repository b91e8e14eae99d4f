package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;

/** Raises or lowers a member. Owners are made and lowered by owners alone; one always stays. */
public final class ChangeMemberRole {
  public static final Permission NEEDS = Permission.MEMBER_UPDATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Roster roster;

  public ChangeMemberRole(Gatekeeper gatekeeper, Ledger ledger, Roster roster) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.roster = roster;
  }

  public record Command(OrgId org, UserId member, Role role) {}

  /**
   * @throws Refusal {@code member_not_found}, {@code forbidden}, {@code last_owner}
   */
  public Member execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(access, change -> change(actor, access, command, change));
  }

  private Member change(Actor actor, Access access, Command command, Ledger.Change change) {
    Member member = roster.member(command.org(), command.member());
    if (member.role() == command.role()) {
      return member;
    }
    Roster.requireRightOver(member.role(), actor, access, "member:" + member.user());
    Roster.requireRightOver(command.role(), actor, access, "member:" + member.user());
    Member changed = roster.change(command.org(), member, command.role());
    change.record(
        AuditEntry.allowed(
            actor, "member.make_" + command.role().code(), "member:" + member.user()),
        MemberEvents.roleChanged(member.user(), command.role()));
    return changed;
  }
}
