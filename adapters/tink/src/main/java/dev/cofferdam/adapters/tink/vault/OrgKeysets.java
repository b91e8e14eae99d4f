package dev.cofferdam.adapters.tink.vault;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Orgs' keysets, the ones used last unwrapped. What is kept is compared with what is stored when it
 * is older than it may be: for sealing than {@link OrgKeyring#LAG}, for opening than ten seconds.
 */
final class OrgKeysets {
  private static final long SEALS_NS = OrgKeyring.LAG.toNanos();
  private static final long OPENS_NS = Duration.ofSeconds(10).toNanos();

  private final OrgKeyStore store;
  private final KeysetWrapping wrapping;
  private final LongSupplier ticks;
  private final Map<OrgId, Kept> used;

  /**
   * @param checkedAt when it was the one that is stored, in ticks
   */
  private record Kept(OrgKeyset keyset, long checkedAt) {}

  /**
   * @param ticks nanoseconds that never go back
   */
  OrgKeysets(KeysetWrapping wrapping, OrgKeyStore store, int kept, LongSupplier ticks) {
    this.store = store;
    this.wrapping = wrapping;
    this.ticks = ticks;
    this.used =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<OrgId, Kept> eldest) {
                return size() > kept;
              }
            });
  }

  /** Forgets what is kept of an org: a transaction that made it may have been rolled back. */
  void forget(OrgId org) {
    used.remove(org);
  }

  /** What is kept of an org is compared with what is stored before it is used again. */
  void suspect(OrgId org) {
    long tooOld = ticks.getAsLong() - OPENS_NS;
    used.computeIfPresent(org, (same, kept) -> new Kept(kept.keyset(), tooOld));
  }

  /**
   * @throws SealBroken when the org has no keyset, or none that opens here
   */
  OrgKeyset forSealing(OrgId org) {
    return notOlderThan(org, SEALS_NS);
  }

  /**
   * @throws SealBroken when the org has no keyset, or none that opens here
   */
  OrgKeyset forOpening(OrgId org) {
    return notOlderThan(org, OPENS_NS);
  }

  private OrgKeyset notOlderThan(OrgId org, long ns) {
    Kept kept = used.get(org);
    return kept != null && ticks.getAsLong() - kept.checkedAt() < ns ? kept.keyset() : current(org);
  }

  /** The org's keyset as it is stored now, or as the thread's transaction sees it. */
  OrgKeyset current(OrgId org) {
    long asked = ticks.getAsLong();
    WrappedKeyset stored = store.find(org).orElseThrow(() -> gone(org));
    Kept kept = used.get(org);
    OrgKeyset keyset =
        kept != null && kept.keyset().from().equals(stored)
            ? kept.keyset()
            : wrapping.unwrap(
                org, stored, Optional.ofNullable(kept).flatMap(known -> known.keyset().share()));
    used.merge(org, new Kept(keyset, asked), OrgKeysets::newer);
    return keyset;
  }

  private RuntimeException gone(OrgId org) {
    used.remove(org);
    return store.isDestroyed(org)
        ? Refusal.conflict(
            "key_destroyed", "The org's key was destroyed, and nothing under it opens any more.")
        : new SealBroken(KeysetWrapping.what(org));
  }

  /** A transaction that began earlier may have seen an older keyset than is kept already. */
  private static Kept newer(Kept one, Kept other) {
    return other.keyset().from().generation() >= one.keyset().from().generation() ? other : one;
  }

  KeysetWrapping wrapping() {
    return wrapping;
  }
}
