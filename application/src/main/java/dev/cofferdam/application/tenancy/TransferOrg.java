package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;

/** Hands the caller's ownership to another member; the caller is an admin afterwards. */
public final class TransferOrg {
  public static final Permission NEEDS = Permission.ORG_TRANSFER;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final Roster roster;

  public TransferOrg(Gatekeeper gatekeeper, Ledger ledger, OrgStore orgs, Roster roster) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.orgs = orgs;
    this.roster = roster;
  }

  /**
   * @param to who becomes an owner
   */
  public record Command(OrgId org, UserId to) {}

  /**
   * The org, as the caller belongs to it now.
   *
   * @throws Refusal {@code member_not_found}, {@code forbidden}
   */
  public OrgStore.Membership execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    UserId from = actor.requirePerson();
    if (from.equals(command.to())) {
      throw Refusal.invalid("member", "must be another member than yourself");
    }
    return ledger.change(access, change -> transfer(actor, from, command, change));
  }

  private OrgStore.Membership transfer(
      Actor actor, UserId from, Command command, Ledger.Change change) {
    OrgId org = command.org();
    Member heir = roster.member(org, command.to());
    roster.change(org, heir, Role.OWNER);
    roster.change(org, roster.member(org, from), Role.ADMIN);
    change.record(
        AuditEntry.allowed(actor, "org.transfer", "member:" + heir.user()),
        MemberEvents.roleChanged(heir.user(), Role.OWNER));
    return new OrgStore.Membership(
        orgs.find(org).orElseThrow(() -> Refusal.notFound("org")), Role.ADMIN);
  }
}
