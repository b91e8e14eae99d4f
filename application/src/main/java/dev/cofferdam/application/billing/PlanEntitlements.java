package dev.cofferdam.application.billing;

import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.tenancy.Org;
import java.util.OptionalLong;

/** What an org's plan gives it; one that the catalogue no longer has counts as the first plan. */
public final class PlanEntitlements implements Entitlements {
  private final OrgStore orgs;
  private final PlanCatalogue plans;

  public PlanEntitlements(OrgStore orgs, PlanCatalogue plans) {
    this.orgs = orgs;
    this.plans = plans;
  }

  @Override
  public OptionalLong limit(OrgId org, Limit limit) {
    return planOf(org).limit(limit);
  }

  @Override
  public int weight(OrgId org) {
    return planOf(org).weight();
  }

  private Plan planOf(OrgId org) {
    Org found = orgs.find(org).orElseThrow(() -> Refusal.notFound("org"));
    return plans.find(found.plan()).orElseGet(plans::first);
  }
}
