package dev.cofferdam.app.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.metering.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlPlanCatalogueTest {
  private static final Path PRESETS = Path.of("..", "plans");

  @TempDir private Path folder;

  @Test
  void readsThePresetThatIsShipped() {
    YamlPlanCatalogue catalogue = YamlPlanCatalogue.load("cofferdam", PRESETS);

    assertThat(catalogue.all()).extracting(Plan::id).containsExactly("free", "team", "business");
    assertThat(catalogue.first().id()).isEqualTo("free");
    Plan team = catalogue.find("team").orElseThrow();
    assertThat(team.baseMinor()).isEqualTo(2_900);
    assertThat(team.currency()).isEqualTo("usd");
    assertThat(team.allowances().get(Metric.COMPUTE_SECONDS).overageMinor())
        .contains(new BigDecimal("0.8"));
    assertThat(team.limit(Limit.MEMBERS)).isEmpty();
    assertThat(catalogue.first().limit(Limit.MEMBERS)).hasValue(5);
    assertThat(catalogue.find("gold")).isEmpty();
  }

  @Test
  void readsAFileOfTheOperators() throws IOException {
    Path file = folder.resolve("own.yml");
    Files.copy(PRESETS.resolve("cofferdam.yml"), file);

    assertThat(YamlPlanCatalogue.load(file.toString(), PRESETS).all()).hasSize(3);
  }

  /** Each breaks the shipped catalogue by one replacement. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "currency: usd | colour: usd | broken.yml | colour: is not known",
        "base_minor: 2900 | base_minor: cheap | line 16 | plans[1].base_minor",
        "base_minor: 2900 | base_minor: 29.5 | line 16 | plans[1].base_minor",
        "base_minor: 2900 | base_price: 2900 | broken.yml | plans[1].base_price: is not known",
        "id: team | id: free | broken.yml | two plans have the id free",
        "runs: {included: 2000 | walks: {included: 2000 | team.allowances | there is no metric walks",
        "included: 2000, | included: -1, | team.runs | must not be negative",
        "included: 3000, unit: 60 | included: 3000, unit: 0 | team.compute_seconds.unit | must be more than 0",
        "included: 2000, | bundled: 2000, | plans[1].allowances.runs.bundled | is not known",
        "base_minor: 2900 | base_minor: | team | base_minor",
        "currency: usd | #none | broken.yml | currency",
        "id: team | #none | plans[1] | id is missing",
        "name: Team | #none | team | name",
        "included: 2000, unit_label: runs | unit_label: runs | team.runs | included",
        "included: 2000, unit_label: runs | included: 2000 | team.runs | unit_label",
        "members: 5 | seats: 5 | free.limits.seats | is not known",
        "members: 5 | members: 0 | free.limits.members | must be at least 1",
        "members: 5 | members: | free.limits.members | is missing",
        "runs: {included: 2000, unit_label: runs} | runs: | team.runs | is missing",
        "weight: 2 | weight: 0 | team.weight | must be from 1 to 1000",
        "weight: 2 | weight: heavy | line | plans[1].weight"
      })
  void namesFileAndPlaceOfAMistake(String part, String broken, String place, String what)
      throws IOException {
    String shipped = Files.readString(PRESETS.resolve("cofferdam.yml"));
    assertThat(shipped).contains(part);
    String text =
        broken.equals("#none")
            ? shipped.replaceFirst("(- )?" + part, "$1#")
            : shipped.replace(part, broken);
    Path file = Files.writeString(folder.resolve("broken.yml"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlPlanCatalogue.load(file.toString(), PRESETS))
        .withMessageContaining("broken.yml")
        .withMessageContaining(place)
        .withMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource({"''", "plans: []", "currency: usd", "'[1, 2]'", "'plans: [1]'", "'currency: ['"})
  void namesTheFileThatIsNoCatalogue(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.yml"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlPlanCatalogue.load(file.toString(), PRESETS))
        .withMessageContaining("broken.yml");
  }

  @Test
  void saysWhereItLookedForAFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlPlanCatalogue.load("gold", PRESETS))
        .withMessageContaining("no plan catalogue at ")
        .withMessageContaining("gold");
  }
}
