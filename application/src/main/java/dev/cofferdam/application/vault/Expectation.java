package dev.cofferdam.application.vault;

import dev.cofferdam.domain.access.Refusal;
import java.util.Optional;

/** What a writer believes of a key before writing; where it is otherwise, the write is refused. */
public sealed interface Expectation {
  /** Nothing in particular. */
  record Anything() implements Expectation {}

  /**
   * The environment itself has a value for the key, and it is of this version ({@code If-Match}); 0
   * for none.
   */
  record AtVersion(long version) implements Expectation {}

  /** The environment itself has no value for the key ({@code If-None-Match: *}). */
  record Absent() implements Expectation {}

  /**
   * @param current the key's version now; 0 where it has no value
   * @throws Refusal {@code precondition_failed}
   */
  default void require(long current) {
    failure(current)
        .ifPresent(
            why -> {
              throw Refusal.preconditionFailed("The key " + why + ".");
            });
  }

  /** What is otherwise, with the key as the subject; empty where nothing is. */
  default Optional<String> failure(long current) {
    if (this instanceof AtVersion at && at.version() != current) {
      return Optional.of(
          current == 0
              ? "has no value here"
              : "is at version " + current + ", not " + at.version());
    }
    if (this instanceof Absent && current != 0) {
      return Optional.of("has a value here, of version " + current);
    }
    return Optional.empty();
  }
}
