package dev.cofferdam.application.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.billing.port.InMemoryPlanCatalogue;
import dev.cofferdam.application.metering.ShowUsage;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.billing.CostSoFar;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PriceUsageTest {
  private static final Period NOVEMBER = Period.parse("2026-11");

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");

  @Test
  void costsTheBaseOfAMonthWithoutUsage() {
    PriceUsage.Price price = price(InMemoryInstallation.FREE);
    assertThat(price.plan()).isEqualTo(InMemoryInstallation.FREE);
    assertThat(price.cost().minor()).isZero();
    assertThat(price.cost().lines()).hasSize(1);
  }

  @Test
  void costsWhatIsOverTheAllowanceOfTheMonth() {
    use("a", "599.4", NOVEMBER.start());
    use("b", "120.6", NOVEMBER.end().minusNanos(1_000));
    use("c", "60000", NOVEMBER.end());
    // 12 minutes, of which 10 are in the plan, at half a cent each
    CostSoFar cost = priceUnderPro().cost();
    assertThat(cost.lines()).hasSize(2);
    assertThat(cost.lines().get(1).quantity()).isEqualByComparingTo("2");
    assertThat(cost.lines().get(1).minor()).isEqualTo(1);
    assertThat(cost.minor()).isEqualTo(1_901);
  }

  @Test
  void pricesAnOrgWhosePlanIsGoneByTheFirstPlan() {
    assertThat(price(InMemoryInstallation.PRO).plan()).isEqualTo(InMemoryInstallation.PRO);
  }

  @Test
  void showsTheUsageThatItPrices() {
    use("a", "1.5", NOVEMBER.start());
    use("b", "2.5", NOVEMBER.start());
    ShowUsage show = new ShowUsage(here.gatekeeper(), here.world().ledger(), here.world().usage());
    assertThat(show.execute(ada.actor(), new ShowUsage.Command(ada.org(), NOVEMBER)))
        .containsOnlyKeys(Metric.COMPUTE_SECONDS)
        .hasEntrySatisfying(
            Metric.COMPUTE_SECONDS, total -> assertThat(total).isEqualByComparingTo("4"));
  }

  /** Ada's org is on the free plan; a catalogue without it prices by its own first plan. */
  private PriceUsage.Price priceUnderPro() {
    return price(InMemoryInstallation.PRO);
  }

  private PriceUsage.Price price(Plan only) {
    PriceUsage priceUsage =
        new PriceUsage(
            here.gatekeeper(),
            here.world().ledger(),
            here.world().orgs(),
            here.world().usage(),
            new InMemoryPlanCatalogue(List.of(only)));
    return priceUsage.execute(ada.actor(), new PriceUsage.Command(ada.org(), NOVEMBER));
  }

  private void use(String key, String seconds, Instant at) {
    UsageRecord usage =
        new UsageRecord(ada.org(), key, Metric.COMPUTE_SECONDS, new BigDecimal(seconds), at);
    here.world()
        .ledger()
        .append(
            Access.ofInstallation(ada.org()),
            () -> {
              here.world().usage().record(usage);
              return usage;
            });
  }
}
