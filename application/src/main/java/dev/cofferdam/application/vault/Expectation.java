package dev.cofferdam.application.vault;

import dev.cofferdam.domain.access.Refusal;

/** What a writer believes of a key before writing; where it is otherwise, the write is refused. */
public sealed interface Expectation {
  /** Nothing in particular. */
  record Anything() implements Expectation {}

  /** The key has a value, and it is of this version ({@code If-Match}). */
  record AtVersion(long version) implements Expectation {}

  /** The key has no value ({@code If-None-Match: *}). */
  record Absent() implements Expectation {}

  /**
   * @param current the key's version now; 0 where it has no value
   * @throws Refusal {@code precondition_failed}
   */
  default void require(long current) {
    if (this instanceof AtVersion at && at.version() != current) {
      throw Refusal.preconditionFailed(
          current == 0
              ? "The key has no value."
              : "The key is at version " + current + ", not " + at.version() + ".");
    }
    if (this instanceof Absent && current != 0) {
      throw Refusal.preconditionFailed("The key has a value, of version " + current + ".");
    }
  }
}
