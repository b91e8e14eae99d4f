package dev.cofferdam.app.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.domain.billing.Plan;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.runs.Turns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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
      return of(
          required("the catalogue", YAML.readValue(Files.readString(file), CatalogueFile.class)));
    } catch (UnrecognizedPropertyException e) {
      // Its location is where the object ends.
      throw new IllegalArgumentException(file + ": " + fieldOf(e) + "is not known", e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          file + ", line " + line + ": " + fieldOf(e) + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "There is no plan catalogue at " + file.toAbsolutePath(), e);
    }
  }

  /** Such as {@code plans[1].base_minor: }, or nothing where it is no field's fault. */
  private static String fieldOf(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field + ": ";
  }

  private static YamlPlanCatalogue of(CatalogueFile file) {
    String currency = required("currency", file.currency());
    List<Plan> plans = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PlanEntry entry : required("plans", file.plans())) {
      String place = "plans[" + plans.size() + "]";
      Plan plan = planOf(currency, place, required(place, entry));
      if (!ids.add(plan.id())) {
        throw new IllegalArgumentException("two plans have the id " + plan.id());
      }
      plans.add(plan);
    }
    if (plans.isEmpty()) {
      throw new IllegalArgumentException("plans: there must be at least one");
    }
    return new YamlPlanCatalogue(plans);
  }

  private static Plan planOf(String currency, String place, PlanEntry entry) {
    String id = required(place + ".id", entry.id());
    Map<Metric, Plan.Allowance> allowances = new EnumMap<>(Metric.class);
    required(id + ".allowances", entry.allowances())
        .forEach(
            (code, allowance) -> {
              String field = id + "." + code;
              allowances.put(metric(id, code), required(field, allowance).toAllowance(field));
            });
    return new Plan(
        id,
        required(id + ".name", entry.name()),
        currency,
        required(id + ".base_minor", entry.baseMinor()),
        allowances,
        limits(id, entry.limits() == null ? Map.of() : entry.limits()),
        weight(id, entry.weight()));
  }

  private static int weight(String plan, @Nullable Integer written) {
    int weight = written == null ? 1 : written;
    if (weight < 1 || weight > Turns.MAX_WEIGHT) {
      throw new IllegalArgumentException(plan + ".weight must be from 1 to " + Turns.MAX_WEIGHT);
    }
    return weight;
  }

  private static Map<Limit, Long> limits(String plan, Map<String, Long> written) {
    Map<Limit, Long> limits = new EnumMap<>(Limit.class);
    written.forEach(
        (code, most) -> {
          String field = plan + ".limits." + code;
          Limit limit =
              Arrays.stream(Limit.values())
                  .filter(known -> known.code().equals(code))
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException(field + " is not known"));
          if (required(field, most) < 1) {
            throw new IllegalArgumentException(field + " must be at least 1");
          }
          limits.put(limit, most);
        });
    return limits;
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
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

  record CatalogueFile(@Nullable String currency, @Nullable List<PlanEntry> plans) {}

  record PlanEntry(
      @Nullable String id,
      @Nullable String name,
      @Nullable Long baseMinor,
      @Nullable Map<String, AllowanceEntry> allowances,
      @Nullable Map<String, Long> limits,
      @Nullable Integer weight) {}

  record AllowanceEntry(
      @Nullable BigDecimal included,
      @Nullable BigDecimal unit,
      @Nullable String unitLabel,
      @Nullable BigDecimal overageMinor) {
    Plan.Allowance toAllowance(String field) {
      BigDecimal free = required(field + ".included", included);
      BigDecimal priced = unit == null ? BigDecimal.ONE : unit;
      if (priced.signum() <= 0) {
        throw new IllegalArgumentException(field + ".unit must be more than 0");
      }
      if (free.signum() < 0 || (overageMinor != null && overageMinor.signum() < 0)) {
        throw new IllegalArgumentException(field + " must not be negative");
      }
      return new Plan.Allowance(
          free,
          priced,
          required(field + ".unit_label", unitLabel),
          Optional.ofNullable(overageMinor));
    }
  }
}
