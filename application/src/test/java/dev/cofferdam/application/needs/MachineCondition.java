package dev.cofferdam.application.needs;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test, loudly and by name, on a machine that lacks a thing; and fails it where {@code
 * COFFERDAM_TESTS_REQUIRE} (a list with commas, such as {@code docker,temporal,node}) says that the
 * thing has to be there, as {@code .ci/run} does.
 */
abstract class MachineCondition implements ExecutionCondition {
  private final String thing;

  MachineCondition(String thing) {
    this.thing = thing;
  }

  /** Why the thing can't be used here, or the empty string where it can. */
  abstract String missing();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return verdict(context, thing, missing());
  }

  /**
   * @param missing why the thing can't be used here, or the empty string where it can
   */
  static ConditionEvaluationResult verdict(ExtensionContext context, String thing, String missing) {
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled(thing + " is there");
    }
    String required = System.getenv().getOrDefault("COFFERDAM_TESTS_REQUIRE", "");
    if (Arrays.asList(required.split(",")).contains(thing)) {
      throw new IllegalStateException(
          context.getDisplayName() + " must run here and can't: " + missing);
    }
    System.err.println("SKIPPED " + context.getUniqueId() + ": " + missing);
    return ConditionEvaluationResult.disabled(missing);
  }
}
