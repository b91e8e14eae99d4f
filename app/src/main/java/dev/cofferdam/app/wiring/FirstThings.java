package dev.cofferdam.app.wiring;

import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.domain.ids.OrgId;

/** What an org has from its first moment: a key of its own, and the catalogue's first plan. */
record FirstThings(KeyWiring keys, PlanCatalogue plans) implements NewOrgs {
  @Override
  public void make(OrgId org) {
    keys.sealer.createOrgKey(org);
  }

  @Override
  public String startingPlan() {
    return plans.first().id();
  }

  @Override
  public boolean offers(String plan) {
    return plans.find(plan).isPresent();
  }
}
