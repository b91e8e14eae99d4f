package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.RevealMemory.Ground;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SharedWrites;
import dev.cofferdam.application.vault.port.SharedWrites.Planned;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives keys their next value by what is remembered, in commits that are shared with others: one
 * round trip, and none of it is this write's alone.
 */
public final class SharedSecretWriter {
  private final SharedWrites writes;
  private final Sealer sealer;
  private final RevealMemory memory;

  public SharedSecretWriter(SharedWrites writes, Sealer sealer, RevealMemory memory) {
    this.writes = writes;
    this.sealer = sealer;
    this.memory = memory;
  }

  RevealMemory memory() {
    return memory;
  }

  /**
   * A value for a key.
   *
   * @param label the environment's names, for the audit trail
   */
  record Value(Actor actor, String label, SecretWriter.Edit edit, Expectation expectation) {}

  /**
   * @param access which was recalled, as it was then
   * @return empty when that is not how it is any more, or when what is remembered is no ground for
   *     it: nothing was written
   */
  Optional<Written> write(Access access, Ground ground, Value value) {
    SharedWrites.Plan plan;
    try {
      plan = planned(ground, value);
    } catch (SealBroken | Refusal notByThisKey) {
      return Optional.empty();
    }
    SharedWrites.Write write =
        new SharedWrites.Write(
            ground.state(),
            ground.environment(),
            value.edit().name(),
            ground.head(),
            value.actor(),
            plan,
            memory::wrote);
    try {
      return writes.put(access, write);
    } catch (Refusal refused) {
      throw refused;
    } catch (RuntimeException failed) {
      // What is remembered may be what was wrong with it.
      memory.forget(access.org());
      throw failed;
    }
  }

  /** Sealed here, on the caller's thread; sealed again only on top of another version. */
  private SharedWrites.Plan planned(Ground ground, Value value) {
    SecretPlan first = sealed(value, ground.environment(), ground.head());
    return (environment, head, now) ->
        value.expectation().failure(head.current()).isPresent()
            ? Optional.empty()
            : Optional.of(
                made(
                    head.version() + 1 == first.place().version()
                        ? first
                        : sealed(value, environment, head),
                    environment,
                    now));
  }

  private SecretPlan sealed(Value value, Environment environment, Head head) {
    return SecretPlan.of(
        sealer,
        value.actor(),
        new SecretWriter.Target(environment, value.label()),
        value.edit(),
        head.version() + 1);
  }

  private static Planned made(SecretPlan plan, Environment environment, Instant now) {
    SecretPlan.Made made = plan.madeAt(environment.version() + 1, environment.nextTime(now));
    return new Planned(
        made.secret(),
        made.fingerprint().orElseThrow(),
        made.entry(),
        made.announcement(),
        made.usage().orElseThrow());
  }
}
