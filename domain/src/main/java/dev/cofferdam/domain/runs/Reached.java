package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import java.util.Objects;

/**
 * An environment whose values a run's author might read when they made it.
 *
 * @param isProtected whether it was, then
 */
public record Reached(EnvironmentId environment, boolean isProtected) {
  public Reached {
    Objects.requireNonNull(environment, "environment");
  }
}
