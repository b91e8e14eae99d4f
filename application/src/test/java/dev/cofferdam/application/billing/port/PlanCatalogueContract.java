package dev.cofferdam.application.billing.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.billing.Plan;
import org.junit.jupiter.api.Test;

/** What a {@link PlanCatalogue} promises. */
public abstract class PlanCatalogueContract {
  /** A catalogue of at least two plans. */
  protected abstract PlanCatalogue catalogue();

  @Test
  void findsEachOfItsPlansById() {
    PlanCatalogue catalogue = catalogue();
    assertThat(catalogue.all()).hasSizeGreaterThan(1);
    assertThat(catalogue.all()).allSatisfy(p -> assertThat(catalogue.find(p.id())).contains(p));
    assertThat(catalogue.all()).extracting(Plan::id).doesNotHaveDuplicates();
  }

  @Test
  void knowsNoOtherPlan() {
    assertThat(catalogue().find("no such plan")).isEmpty();
  }

  @Test
  void startsWithItsFirstPlan() {
    PlanCatalogue catalogue = catalogue();
    assertThat(catalogue.first()).isEqualTo(catalogue.all().get(0));
  }
}
