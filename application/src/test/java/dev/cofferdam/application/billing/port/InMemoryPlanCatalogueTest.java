package dev.cofferdam.application.billing.port;

import dev.cofferdam.domain.billing.Plan;
import java.util.List;
import java.util.Map;

final class InMemoryPlanCatalogueTest extends PlanCatalogueContract {
  @Override
  protected PlanCatalogue catalogue() {
    return new InMemoryPlanCatalogue(
        List.of(
            new Plan("free", "Free", "usd", 0, Map.of(), Map.of()),
            new Plan("pro", "Pro", "usd", 1_900, Map.of(), Map.of())));
  }
}
