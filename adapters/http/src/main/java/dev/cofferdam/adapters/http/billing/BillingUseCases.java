package dev.cofferdam.adapters.http.billing;

import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.application.metering.ShowUsage;
import java.time.Clock;
import java.util.List;

/** What this feature's routes call. */
public record BillingUseCases(
    ShowUsage showUsage, PriceUsage priceUsage, PlanCatalogue plans, Clock clock) {
  public List<Object> resources() {
    return List.of(new UsageResource(showUsage, priceUsage, clock), new PlanResource(plans));
  }
}
