package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import java.util.List;
import java.util.Optional;

/**
 * How far one org's chain goes on in one commit.
 *
 * @param from the head that the entries follow
 * @param to the head when they are in
 */
record ChainStep(LedgerHead from, LedgerHead to, List<Link> links) {
  ChainStep {
    links = List.copyOf(links);
  }

  /**
   * An entry, and the unit that it is counted as in the usage ledger.
   *
   * @param count empty for what is not counted
   * @param seen what it shows, of which its actor is a reader
   */
  record Link(ChainedEntry entry, Optional<Reveals.Count> count, List<Seen> seen) {
    Link {
      seen = List.copyOf(seen);
    }
  }

  /** Of entries that count nothing. */
  static ChainStep of(LedgerHead from, LedgerHead to, List<ChainedEntry> entries) {
    return new ChainStep(
        from,
        to,
        entries.stream().map(entry -> new Link(entry, Optional.empty(), List.of())).toList());
  }
}
