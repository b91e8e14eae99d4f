package dev.cofferdam.application.billing;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.billing.CostSoFar;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.tenancy.Org;

/** Says what an org's month would cost if it ended now, under the plan that the org has now. */
public final class PriceUsage {
  public static final Permission NEEDS = Permission.USAGE_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final UsageLedger usage;
  private final PlanCatalogue plans;

  public PriceUsage(
      Gatekeeper gatekeeper, Ledger ledger, OrgStore orgs, UsageLedger usage, PlanCatalogue plans) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.orgs = orgs;
    this.usage = usage;
    this.plans = plans;
  }

  public record Command(OrgId org, Period period) {}

  /** The plan and the cost under it. */
  public record Price(Plan plan, CostSoFar cost) {}

  public Price execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          Org org = orgs.find(command.org()).orElseThrow(() -> Refusal.notFound("org"));
          Plan plan = plans.find(org.plan()).orElseGet(plans::first);
          return new Price(plan, CostSoFar.of(plan, usage.totals(command.org(), command.period())));
        });
  }
}
