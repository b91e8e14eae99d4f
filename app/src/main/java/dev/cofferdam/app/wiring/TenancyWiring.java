package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.tenancy.TenancyUseCases;
import dev.cofferdam.adapters.postgres.tenancy.JdbiMemberStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.LeaveOrg;
import dev.cofferdam.application.tenancy.ListMembers;
import dev.cofferdam.application.tenancy.ListOrgs;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.ShowOrg;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.tenancy.UndeleteOrg;
import dev.cofferdam.application.tenancy.UpdateOrg;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import java.time.Clock;

/** Orgs and who belongs to them. */
final class TenancyWiring {
  private TenancyWiring() {}

  static TenancyUseCases.Orgs orgs(
      DatabaseWiring database,
      Gatekeeper gatekeeper,
      OrgStore orgs,
      CreateOrg create,
      Revocations revocations,
      Clock clock) {
    Roster roster = new Roster(orgs, new JdbiMemberStore(database.app), revocations);
    return new TenancyUseCases.Orgs(
        create,
        new ListOrgs(database.app, orgs),
        new ShowOrg(gatekeeper, database.ledger, orgs),
        new UpdateOrg(gatekeeper, database.ledger, orgs, revocations, clock),
        new DeleteOrg(gatekeeper, database.ledger, orgs, revocations, clock),
        new UndeleteOrg(gatekeeper, database.ledger, orgs, revocations, clock),
        new TransferOrg(gatekeeper, database.ledger, orgs, roster));
  }

  static TenancyUseCases.Members members(
      DatabaseWiring database, Gatekeeper gatekeeper, OrgStore orgs, Revocations revocations) {
    MemberStore members = new JdbiMemberStore(database.app);
    Roster roster = new Roster(orgs, members, revocations);
    return new TenancyUseCases.Members(
        new ListMembers(gatekeeper, database.ledger, members),
        new ChangeMemberRole(gatekeeper, database.ledger, roster),
        new RemoveMember(gatekeeper, database.ledger, roster),
        new LeaveOrg(gatekeeper, database.ledger, roster));
  }
}
