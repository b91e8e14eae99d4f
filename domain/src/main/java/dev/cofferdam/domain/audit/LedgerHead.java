package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.ids.OrgId;

/**
 * The end of an org's chain. Who changes anything of the org locks it first, so changes of one org
 * are serial.
 *
 * @param seq of the newest entry; 0 before the first
 * @param state grows with every change of the org, so that a cache which knows it knows whether it
 *     is exact
 */
public record LedgerHead(OrgId org, long seq, ChainHash hash, long state) {
  public static LedgerHead first(OrgId org) {
    return new LedgerHead(org, 0, ChainHash.genesis(org), 0);
  }

  /** The head once {@code entry} is in the chain. */
  public LedgerHead with(ChainedEntry entry) {
    return new LedgerHead(org, entry.seq(), entry.hash(), state);
  }

  public LedgerHead changed() {
    return new LedgerHead(org, seq, hash, state + 1);
  }
}
