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

  /**
   * The credential, as the caller's idempotency keys are theirs by it: a session whichever of its
   * tokens stands for it, an issuer's word for a person whichever token brings it, a key, a token.
   */
  public String scope() {
    if (actor instanceof Actor.SignedIn me) {
      return "session:" + me.session();
    }
    return actor instanceof Actor.ByIssuer me
        ? "user:" + me.user() + "@" + me.issuer()
        : actor.kind() + ":" + actor.id();
  }

  @Override
  public String toString() {
    return "Caller[" + actor.id() + "]";
  }
}
