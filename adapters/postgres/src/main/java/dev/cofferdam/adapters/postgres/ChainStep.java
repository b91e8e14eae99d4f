package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.vault.port.SharedWrites.Planned;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
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
   * An entry, and what is written with it.
   *
   * @param count the unit that it is counted as in the usage ledger; empty for what is not counted
   * @param secret the version that it is about, where that is written here
   */
  record Link(ChainedEntry entry, Optional<Reveals.Count> count, Optional<Secret> secret) {
    static Link of(ChainedEntry entry, Optional<Reveals.Count> count) {
      return new Link(entry, count, Optional.empty());
    }
  }

  /** A version that is written. */
  record Secret(Planned planned, Written written) {}

  /** Of entries that count nothing. */
  static ChainStep of(LedgerHead from, LedgerHead to, List<ChainedEntry> entries) {
    return new ChainStep(
        from, to, entries.stream().map(entry -> Link.of(entry, Optional.empty())).toList());
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  boolean hasSecrets() {
    return links.stream().anyMatch(link -> link.secret().isPresent());
  }
}
