package dev.cofferdam.application.vault;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of the tree of environments. */
final class Branching {
  private Branching() {}

  /** Whether what inherits from this line is protected with it. */
  static boolean isProtected(EnvironmentLine line) {
    return line.environments().stream().anyMatch(Environment::isProtected);
  }

  /**
   * @param height of what is put below it, 1 for a single environment
   * @throws Refusal {@code environment_too_deep}
   */
  static void requireRoom(Optional<EnvironmentLine> above, int height) {
    int depth = above.map(line -> line.environments().size()).orElse(0);
    if (depth + height > Environment.MAX_LINE) {
      throw Refusal.conflict(
          "environment_too_deep",
          "An environment and those it inherits from are at most " + Environment.MAX_LINE + ".");
    }
  }

  /**
   * How many are above each other from an environment down.
   *
   * @param branches all below it, parents in front of their branches
   */
  static int height(Environment environment, List<Environment> branches) {
    Map<EnvironmentId, Integer> depths = new HashMap<>(Map.of(environment.id(), 1));
    int height = 1;
    for (Environment branch : branches) {
      int depth = depths.getOrDefault(branch.parent().orElseThrow().id(), 0) + 1;
      depths.put(branch.id(), depth);
      height = Math.max(height, depth);
    }
    return height;
  }

  static Refusal nameTaken() {
    return Refusal.conflict("environment_exists", "This project has an environment of this name.");
  }
}
