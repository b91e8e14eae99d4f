package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Refusal.FieldError;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.stream.Collectors;

/** What came of a value's references. */
public sealed interface Resolution {
  /** All of them have a value. */
  record Resolved(SecretValue value) implements Resolution {}

  /**
   * One of them has none. Tells names alone, all of which stand in texts that the caller may read.
   *
   * @param chain from the key that was asked for to the one that the reason is about
   */
  record Unresolved(Reason reason, List<KeyAddress> chain) implements Resolution {
    public Unresolved {
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("chain must not be empty");
      }
      chain = List.copyOf(chain);
    }

    /** {@code shop/prod/A -> shop/prod/B is not there}. */
    public String sentence() {
      String names = chain.stream().map(KeyAddress::toString).collect(Collectors.joining(" -> "));
      return names + " " + reason.text();
    }
  }

  /** What is the matter with the last key of a chain. */
  enum Reason {
    MISSING("is not there"),
    HIDDEN("is hidden in this environment"),
    UNREADABLE("is not there, or not for this caller to read"),
    CYCLE("refers back to itself"),
    TOO_DEEP("is behind more than " + ReferenceResolver.MAX_DEPTH + " references"),
    TOO_LARGE("comes to more than " + SecretValue.MAX_BYTES + " bytes"),
    TOO_MUCH("is one reference too many for a single request"),
    NOT_TEXT("is not UTF-8 text, and so can't be part of one"),
    MALFORMED("has a ${ that begins no reference; $${ is a literal ${");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people, to be read behind the chain. */
    public String text() {
      return text;
    }
  }

  /**
   * {@code unresolved_reference}, with an error for each key that was asked for, up to 1,000.
   *
   * @param all at least one
   */
  static Refusal refusal(List<Unresolved> all) {
    return new Refusal(
        Refusal.Kind.INVALID,
        "unresolved_reference",
        all.get(0).sentence(),
        all.stream()
            .limit(1_000)
            .map(each -> new FieldError(each.chain().get(0).key().value(), each.sentence()))
            .toList());
  }
}
