package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import java.util.regex.Pattern;

/**
 * One thing that somebody did, before it has its place in the chain.
 *
 * @param action noun and verb, such as {@code secret.reveal}
 * @param resource what it was done to, such as {@code secret:shop/prod/API_KEY}; names and ids,
 *     never values
 */
public record AuditEntry(Actor actor, String action, String resource, Outcome outcome) {
  private static final Pattern ACTION = Pattern.compile("[a-z_]+\\.[a-z_]+");

  /** Whether it was done. */
  public enum Outcome {
    ALLOWED,
    REFUSED
  }

  public AuditEntry {
    if (!ACTION.matcher(action).matches()) {
      throw Refusal.invalid("action", "must be noun.verb");
    }
  }

  public static AuditEntry allowed(Actor actor, String action, String resource) {
    return new AuditEntry(actor, action, resource, Outcome.ALLOWED);
  }
}
