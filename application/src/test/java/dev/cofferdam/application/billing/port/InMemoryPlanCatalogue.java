package dev.cofferdam.application.billing.port;

import dev.cofferdam.domain.billing.Plan;
import java.util.List;
import java.util.Optional;

/** The plans it is given. */
public final class InMemoryPlanCatalogue implements PlanCatalogue {
  private final List<Plan> plans;

  /**
   * @param plans at least one
   */
  public InMemoryPlanCatalogue(List<Plan> plans) {
    this.plans = List.copyOf(plans);
  }

  @Override
  public List<Plan> all() {
    return plans;
  }

  @Override
  public Optional<Plan> find(String id) {
    return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
  }

  @Override
  public Plan first() {
    return plans.get(0);
  }
}
