package dev.cofferdam.app.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan catalogue from a YAML file; see {@code plans/cofferdam.yml} for its form. */
public final class YamlPlanCatalogue implements PlanCatalogue {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final List<Plan> plans;

  private YamlPlanCatalogue(List<Plan> plans) {
    this.plans = List.copyOf(plans);
  }

  /**
   * Reads a catalogue.
   *
   * @param nameOrFile a preset's name, which is a file in {@code presets}, or a file's path
   * @throws IllegalArgumentException naming file, and line and field where they are known
   */
  public static YamlPlanCatalogue load(String nameOrFile, Path presets) {
    Path preset = presets.resolve(nameOrFile + ".yml");
    Path file =
        nameOrFile.matches("[a-z0-9-]+") && Files.exists(preset) ? preset : Path.of(nameOrFile);
    try {
      return of(YAML.readValue(Files.readString(file), CatalogueFile.class));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          file + ", line " + line + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "There is no plan catalogue at " + file.toAbsolutePath(), e);
    }
  }

  private static YamlPlanCatalogue of(CatalogueFile file) {
    List<Plan> plans = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PlanEntry entry : file.plans()) {
      if (!ids.add(entry.id())) {
        throw new IllegalArgumentException("two plans have the id " + entry.id());
      }
      plans.add(planOf(file.currency(), entry));
    }
    if (plans.isEmpty()) {
      throw new IllegalArgumentException("plans: there must be at least one");
    }
    return new YamlPlanCatalogue(plans);
  }

  private static Plan planOf(String currency, PlanEntry entry) {
    Map<Metric, Plan.Allowance> allowances = new EnumMap<>(Metric.class);
    entry
        .allowances()
        .forEach(
            (code, allowance) ->
                allowances.put(
                    metric(entry.id(), code), allowance.toAllowance(entry.id() + "." + code)));
    return new Plan(entry.id(), entry.name(), currency, entry.baseMinor(), allowances);
  }

  private static Metric metric(String plan, String code) {
    try {
      return Metric.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(plan + ".allowances: there is no metric " + code, e);
    }
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

  record CatalogueFile(String currency, List<PlanEntry> plans) {}

  record PlanEntry(
      String id, String name, long baseMinor, Map<String, AllowanceEntry> allowances) {}

  record AllowanceEntry(
      BigDecimal included,
      @Nullable BigDecimal unit,
      String unitLabel,
      @Nullable BigDecimal overageMinor) {
    Plan.Allowance toAllowance(String field) {
      BigDecimal priced = unit == null ? BigDecimal.ONE : unit;
      if (priced.signum() <= 0) {
        throw new IllegalArgumentException(field + ".unit must be more than 0");
      }
      if (included.signum() < 0 || (overageMinor != null && overageMinor.signum() < 0)) {
        throw new IllegalArgumentException(field + " must not be negative");
      }
      return new Plan.Allowance(included, priced, unitLabel, Optional.ofNullable(overageMinor));
    }
  }
}
