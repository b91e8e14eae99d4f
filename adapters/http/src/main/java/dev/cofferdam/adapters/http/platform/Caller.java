package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Actor;
import java.security.Principal;
import java.util.function.Supplier;

/**
 * Who makes a request, once their credential was checked. Prints without it.
 *
 * @param recheck checks the credential anew, for answers that go on for long
 */
public record Caller(Actor actor, Supplier<Actor> recheck) implements Principal {
  @Override
  public String getName() {
    return actor.id();
  }

  /** What the caller's idempotency keys are theirs by. */
  public String scope() {
    return actor.kind() + ":" + actor.id();
  }

  @Override
  public String toString() {
    return "Caller[" + actor.id() + "]";
  }
}
