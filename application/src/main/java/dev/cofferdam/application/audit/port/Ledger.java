package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door to everything that belongs to one org. Inside, rows of other orgs do not exist.
 *
 * <p>It guarantees that a change and the audit entries about it are committed together or not at
 * all, that the changes of one org happen one after the other, and that the entries of an org form
 * one chain without gaps.
 */
public interface Ledger {
  /** Makes an org's ledger head, as part of making the org. */
  void open(OrgId org);

  /**
   * Changes something of an org, in one transaction that holds its ledger head. Joins the thread's
   * transaction. Once it holds the head it {@linkplain Access#readmit lets the caller in again}: no
   * right that was ended by an earlier change is used for a later one.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code org_not_found} when the org has no ledger
   *     head, and whatever the caller is refused with by now
   */
  <T> T change(Access access, Function<Change, T> work);

  /**
   * Reads something of an org, in one transaction that sees that org alone and can't write. Joins
   * the thread's.
   */
  <T> T read(Access access, Supplier<T> work);

  /**
   * Whether the org is at this state now: nothing of it was changed since. In the thread's
   * transaction, which has to be of that org; without one it is a single round trip.
   *
   * @param state of the org's ledger head
   * @throws dev.cofferdam.domain.access.Refusal {@code org_not_found} when the org has no ledger
   *     head
   */
  boolean isAt(Access access, long state);

  /**
   * Writes what is of an org and no change in the sense of the audit trail, such as log bytes,
   * without its ledger head. Joins the thread's transaction.
   */
  <T> T append(Access access, Supplier<T> work);

  /** A change under way. */
  interface Change {
    /** Puts an entry behind the org's chain. */
    ChainedEntry record(AuditEntry entry);

    /**
     * Puts an entry behind the org's chain, and tells those who follow the org's events about it
     * once it is committed.
     */
    ChainedEntry record(AuditEntry entry, Announcement announcement);

    /** The state that the org comes to with this change, once it is committed. */
    long state();
  }
}
