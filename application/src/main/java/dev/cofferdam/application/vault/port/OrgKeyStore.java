package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Orgs' keysets, wrapped by the master key, and which keys are in them. What replaces a keyset
 * names the one that it was made from, so that of two who do so at once the second finds out.
 */
public interface OrgKeyStore {
  /** Puts a new org's keyset with its first key into the thread's transaction. */
  void add(OrgId org, WrappedKeyset keyset, OrgKeyId first, Instant at);

  /** As the thread's transaction sees it; where there is none, as it is now. */
  Optional<WrappedKeyset> find(OrgId org);

  /**
   * Puts a keyset with a new primary key into the place of {@code before}, with the thread's
   * transaction. The primary key so far is retiring from then on.
   *
   * @return false when {@code before} is not there any more
   */
  boolean promote(
      OrgId org, WrappedKeyset before, WrappedKeyset after, OrgKeyId primary, Instant at);

  /**
   * Puts a keyset that has the primary key alone into the place of {@code before}, with the
   * thread's transaction. All retiring keys are retired from then on: nothing can be stored that is
   * sealed under them.
   *
   * @return false when {@code before} is not there any more
   * @throws IllegalStateException when something is still under a retiring key
   */
  boolean retire(OrgId org, WrappedKeyset before, WrappedKeyset after, Instant at);

  /**
   * Puts the same keys, wrapped in another way, into the place of {@code before}, with the thread's
   * transaction.
   *
   * @return false when {@code before} is not there any more
   */
  boolean rewrap(OrgId org, WrappedKeyset before, WrappedKeyset after);

  /** Notes, with the thread's transaction, which key is primary, where no key is known yet. */
  void note(OrgId org, OrgKeyId primary, Instant at);

  /**
   * Destroys the org's keyset for good, with the thread's transaction. There is never another.
   *
   * @return false when it was destroyed before, or there was none
   */
  boolean destroy(OrgId org, Instant at);

  /** Whether the org had a keyset that was destroyed; as {@link #find} sees it. */
  boolean isDestroyed(OrgId org);

  /** Notes, with the thread's transaction, that the share of a destroyed keyset is gone too. */
  void shareDestroyed(OrgId org, Instant at);

  /** All keys that the org ever had, the newest first, in the thread's transaction. */
  List<OrgKey> keys(OrgId org);
}
