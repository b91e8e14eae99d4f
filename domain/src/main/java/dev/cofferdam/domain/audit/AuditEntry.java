package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that somebody did, before it has its place in the chain.
 *
 * @param action noun and verb, such as {@code secret.reveal}
 * @param resource what it was done to, such as {@code secret:shop/prod/API_KEY@3}; ids and names of
 *     things, never values, e-mail addresses or names of people: an entry can't be taken back
 * @param commitment to the rows that are written with it, so that they stay provable
 */
public record AuditEntry(
    Actor actor, String action, String resource, Outcome outcome, Optional<Commitment> commitment) {
  private static final Pattern ACTION = Pattern.compile("[a-z_]+\\.[a-z_]+");

  /** An at sign stands in front of a version and nowhere else, so no e-mail address fits in. */
  private static final Pattern RESOURCE = Pattern.compile("[^@]*(@[0-9]{1,19})?");

  /** Whether it was done. */
  public enum Outcome {
    ALLOWED,
    REFUSED
  }

  public AuditEntry {
    if (!ACTION.matcher(action).matches()) {
      throw Refusal.invalid("action", "must be noun.verb");
    }
    if (!RESOURCE.matcher(resource).matches()) {
      throw Refusal.invalid("resource", "must have no at sign but in front of a version");
    }
  }

  /** One that commits to no rows. */
  public AuditEntry(Actor actor, String action, String resource, Outcome outcome) {
    this(actor, action, resource, outcome, Optional.empty());
  }

  public static AuditEntry allowed(Actor actor, String action, String resource) {
    return new AuditEntry(actor, action, resource, Outcome.ALLOWED);
  }

  /** The same, which commits to these rows. */
  public AuditEntry committing(Commitment to) {
    return new AuditEntry(actor, action, resource, outcome, Optional.of(to));
  }
}
