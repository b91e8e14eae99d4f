package dev.cofferdam.application.billing.port;

import dev.cofferdam.domain.billing.Plan;
import java.util.List;
import java.util.Optional;

/** The plans that this installation offers, in the order of the file that says so. */
public interface PlanCatalogue {
  List<Plan> all();

  Optional<Plan> find(String id);

  /** The plan of an org that chose none. */
  Plan first();
}
