package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import java.time.Duration;

/**
 * The keys in an org's keyset: the primary one seals, all of them open.
 *
 * <p>It guarantees that whatever was sealed opens as long as its key is in the keyset, on every
 * node from the moment that the transaction is committed which put it there, and that every node
 * seals under a new primary key {@link #LAG} after that at the latest.
 */
public interface OrgKeyring {
  /** For how long a node may go on sealing under the key that was primary before. */
  Duration LAG = Duration.ofSeconds(2);

  /** Puts a new primary key into the keyset, with the thread's transaction. */
  OrgKeyId addPrimary(OrgId org);

  /**
   * Takes all keys but the primary one out of the keyset, for good, with the thread's transaction.
   *
   * @throws IllegalStateException when something is still sealed under one of them
   */
  void retireOthers(OrgId org);

  /**
   * Wraps the org's keyset by a share besides the master key, with the thread's transaction; one
   * that is stays as it is.
   */
  void share(OrgId org);

  /**
   * Makes sure that the org's keyset opens, as it is stored now.
   *
   * @throws dev.cofferdam.application.access.port.SealBroken when it does not
   */
  void check(OrgId org);

  /** Forgets what this node remembers of the org's keyset. */
  void forget(OrgId org);

  /**
   * Seals under the primary key what is sealed under any.
   *
   * @throws dev.cofferdam.application.access.port.SealBroken when it does not open at its place
   */
  SealedBytes reseal(SealedPlace place, SealedBytes sealed);
}
