package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.port.SharedWrites.Planned;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.events.OrgEvent;
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
   * @param seen what it shows, of which its actor is a reader
   * @param told what those who follow the org's events hear of it
   * @param secret the version that it is about, where that is written here
   */
  record Link(
      ChainedEntry entry,
      Optional<Reveals.Count> count,
      List<Seen> seen,
      Optional<Announcement> told,
      Optional<Secret> secret) {
    Link {
      seen = List.copyOf(seen);
    }

    static Link of(ChainedEntry entry, Optional<Announcement> told) {
      return new Link(entry, Optional.empty(), List.of(), told, Optional.empty());
    }

    static Link of(ChainedEntry entry, Secret secret) {
      return new Link(
          entry,
          Optional.empty(),
          List.of(),
          Optional.of(secret.planned().announcement()),
          Optional.of(secret));
    }
  }

  /** A version that is written. */
  record Secret(Planned planned, Written written) {}

  boolean isEmpty() {
    return links.isEmpty();
  }

  boolean hasSecrets() {
    return links.stream().anyMatch(link -> link.secret().isPresent());
  }

  boolean tells() {
    return links.stream().anyMatch(link -> link.told().isPresent());
  }

  /** What is told about its entries, in their order. */
  List<OrgEvent> events() {
    return links.stream()
        .flatMap(
            link -> link.told().map(told -> OrgEvent.of(to.org(), link.entry(), told)).stream())
        .toList();
  }
}
