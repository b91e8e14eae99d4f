package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes of single keys that share their commits with others.
 *
 * <p>It guarantees that a write is committed as a change of its org of its own, with its audit
 * entry, its event, its proof and its usage, or not at all; and not at all when the org has changed
 * since that was read which decided about it, but for writes of this same kind that go with it in
 * one commit: those go one after the other, each on top of what the one before came to. No write
 * waits for a change of another org.
 */
public interface SharedWrites {
  /**
   * Gives a key that had a version, deleted or not, its next value.
   *
   * @return empty when the org's state is another one by now, or a write that came first is in the
   *     way: nothing was written, and the caller has to look again
   * @throws dev.cofferdam.domain.access.Refusal {@code overloaded} when too many wait already or it
   *     takes too long, {@code database_unavailable}, {@code org_not_found} without a ledger head:
   *     with the last but one and with {@code overloaded} for time it may have been written
   */
  Optional<Written> put(Access access, Write write);

  /**
   * What is to be written.
   *
   * @param state of the org, when everything was read that decides about this
   * @param environment as it was at that state
   * @param head of the key, at that state
   * @param then hears what came of it, before anybody learns that it is committed and after all
   *     earlier ones of the org did; on a thread that others wait for, so it has to be quick
   */
  record Write(
      long state,
      Environment environment,
      SecretName name,
      Head head,
      Actor actor,
      Plan plan,
      Consumer<Written> then) {}

  /** How a version is made; asked on any thread, maybe several times, and has to be quick. */
  interface Plan {
    /**
     * @param environment as it is by then
     * @param head the key's, by then
     * @param now what time it is
     * @return empty when that is not what is to be written on
     */
    Optional<Planned> onto(Environment environment, Head head, Instant now);
  }

  /**
   * The next version of a key, which has a value, with what goes with it.
   *
   * @param announcement what those who follow the org's events hear of the entry
   */
  record Planned(
      StoredSecret secret,
      Fingerprint fingerprint,
      AuditEntry entry,
      Announcement announcement,
      UsageRecord usage) {
    public Planned {
      if (!secret.version().change().hasValue()) {
        throw new IllegalArgumentException("only values share their commits");
      }
    }
  }

  /**
   * What was written.
   *
   * @param state of the org once it was
   * @param before the key's head before
   * @param environment as it was before
   */
  record Written(long state, Head before, Environment environment, StoredSecret secret) {
    /** The key's head as it came to be. */
    public Head head() {
      return new Head(secret.version().place().version(), secret.version().change().hasValue());
    }

    /** The environment as it came to be. */
    public Environment moved() {
      return environment.moved(secret.version().updatedAt());
    }
  }
}
