package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;

/** Shows an org and what the caller is in it. */
public final class ShowOrg {
  public static final Permission NEEDS = Permission.ORG_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;

  public ShowOrg(Gatekeeper gatekeeper, Ledger ledger, OrgStore orgs) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.orgs = orgs;
  }

  public OrgStore.Membership execute(Actor actor, OrgId org) {
    Access access = gatekeeper.require(actor, org, NEEDS);
    return ledger.read(
        access,
        () ->
            new OrgStore.Membership(
                orgs.find(org).orElseThrow(() -> Refusal.notFound("org")), access.role()));
  }
}
