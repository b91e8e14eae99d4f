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

/** Takes somebody out of an org; owners are taken out by owners alone, and one always stays. */
public final class RemoveMember {
  public static final Permission NEEDS = Permission.MEMBER_UPDATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Roster roster;

  public RemoveMember(Gatekeeper gatekeeper, Ledger ledger, Roster roster) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.roster = roster;
  }

  public record Command(OrgId org, UserId member) {}

  /**
   * @throws Refusal {@code member_not_found}, {@code forbidden}, {@code last_owner}
   */
  public void execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    ledger.change(access, change -> remove(actor, access, command, change));
  }

  private Member remove(Actor actor, Access access, Command command, Ledger.Change change) {
    Member member = roster.member(command.org(), command.member());
    Roster.requireRightOver(member.role(), actor, access, "member:" + member.user());
    roster.remove(command.org(), member);
    change.record(
        AuditEntry.allowed(actor, "member.remove", "member:" + member.user()),
        MemberEvents.removed(member.user(), member.role()));
    return member;
  }
}
