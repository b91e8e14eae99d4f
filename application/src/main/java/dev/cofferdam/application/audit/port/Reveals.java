package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way out for what is secret.
 *
 * <p>It guarantees that nothing is given away before the entry that says so is committed to the
 * org's chain, and nothing at all when the org has changed since that was read which decided about
 * it: a right that was taken away and a value that was replaced count from the next reveal on, on
 * every node. The reveals of all orgs share their commits, and none waits for a change of another
 * org.
 */
public interface Reveals {
  /**
   * Commits the entry, and gives away what {@code opening} makes, which it does meanwhile. What
   * does not open then may be out of date, since its key was rotated: that is found out first.
   *
   * @return empty when the org's state is another one by now: nothing was recorded, and the caller
   *     has to read again
   * @throws dev.cofferdam.domain.access.Refusal {@code overloaded} when too many wait already or it
   *     takes too long, {@code database_unavailable}, {@code org_not_found} without a ledger head:
   *     nothing is given away, though an entry may have been recorded if the database was lost
   * @throws dev.cofferdam.application.access.port.SealBroken as {@code opening} did, where the org
   *     is as it was: that is recorded as if it had been given away
   */
  <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening);

  /**
   * What is to be given away.
   *
   * @param state of the org, when everything was read that decides about this
   * @param entry that says so
   * @param count what the usage ledger gets, once for the entry
   * @param seen what it shows, which is remembered with the entry
   */
  record Reveal(long state, AuditEntry entry, Count count, List<Seen> seen) {
    public Reveal {
      seen = List.copyOf(seen);
    }
  }

  /**
   * One unit of usage.
   *
   * @param metric its code, such as {@code secret_reads}
   * @param unit what one of it is called in the ledger's keys, such as {@code secret_read}
   */
  record Count(String metric, String unit) {
    /** {@code secret_read/17}: an entry counts once. */
    public String keyFor(ChainedEntry entry) {
      return unit + "/" + entry.seq();
    }
  }
}
