package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.vault.SecretValue;

/**
 * What one caller finds under addresses, all as of one moment: the value that is in force there, be
 * it inherited or not.
 */
@FunctionalInterface
public interface SecretLookup {
  /** Must answer {@link Absent#UNREADABLE} alike for what is there and for what isn't. */
  Answer find(KeyAddress address);

  /** What there is. */
  sealed interface Answer {}

  /** The value as it was written. */
  record Found(SecretValue value) implements Answer {}

  /** Why there is no value. */
  enum Absent implements Answer {
    /** No such key, environment or project. */
    MISSING,
    /** A branch hides the key. */
    HIDDEN,
    /** Not for this caller, whether there is anything or not. */
    UNREADABLE
  }
}
