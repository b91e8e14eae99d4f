package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ledger heads as this process saw them last, of the orgs that were used last. Whoever writes by
 * one compares it with the row, so one that is out of date costs a round trip and nothing else.
 * Safe for use by many threads.
 */
final class KnownHeads {
  private static final int KEPT = 10_000;

  private final Map<OrgId, LedgerHead> heads =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrgId, LedgerHead> eldest) {
          return size() > KEPT;
        }
      };

  synchronized Optional<LedgerHead> of(OrgId org) {
    return Optional.ofNullable(heads.get(org));
  }

  synchronized void put(LedgerHead head) {
    heads.put(head.org(), head);
  }

  synchronized void forget(OrgId org) {
    heads.remove(org);
  }
}
