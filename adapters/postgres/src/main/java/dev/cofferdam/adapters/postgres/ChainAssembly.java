package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SharedWrites.Planned;
import dev.cofferdam.application.vault.port.SharedWrites.Write;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step of one org's chain while it is put together, entry by entry. */
final class ChainAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(ChainAssembly.class);

  private final LedgerHead from;
  private final Instant at;
  private final List<ChainStep.Link> links = new ArrayList<>();
  private final Map<EnvironmentId, Environment> environments = new HashMap<>();
  private final Map<Key, Head> keys = new HashMap<>();
  private LedgerHead last;

  private record Key(EnvironmentId environment, SecretName name) {}

  ChainAssembly(LedgerHead from, Instant at) {
    this.from = from;
    this.last = from;
    this.at = at;
  }

  /**
   * Puts an entry behind those that are there.
   *
   * @return false when it does not fit, and is left out
   */
  boolean add(WaitingEntry waiting) {
    if (!waiting.fits(from.state())) {
      return false;
    }
    if (waiting.content() instanceof WaitingEntry.Content.Note note) {
      links.add(
          new ChainStep.Link(
              chained(waiting, note.entry()),
              note.count(),
              note.seen(),
              Optional.empty(),
              Optional.empty()));
      return true;
    }
    return waiting.content() instanceof WaitingEntry.Content.Secret secret
        && add(waiting, secret.write());
  }

  /** All writes here were decided by one state, and change nothing that decides about another. */
  private boolean add(WaitingEntry waiting, Write write) {
    Environment environment =
        environments.getOrDefault(write.environment().id(), write.environment());
    Key key = new Key(environment.id(), write.name());
    Head head = keys.getOrDefault(key, write.head());
    Optional<Planned> planned = planned(write, environment, head);
    if (planned.isEmpty()) {
      return false;
    }
    ChainedEntry entry = chained(waiting, planned.get().entry());
    last = last.changed();
    Written written = new Written(last.state(), head, environment, planned.get().secret());
    links.add(ChainStep.Link.of(entry, new ChainStep.Secret(planned.get(), written)));
    environments.put(environment.id(), written.moved());
    keys.put(key, written.head());
    return true;
  }

  private Optional<Planned> planned(Write write, Environment environment, Head head) {
    try {
      return write.plan().onto(environment, head, at);
    } catch (RuntimeException e) {
      // Whoever wants to write it tries again on a thread of their own, and hears why.
      LOG.warn("a write could not be planned for a group commit: {}", e.toString());
      return Optional.empty();
    }
  }

  private ChainedEntry chained(WaitingEntry waiting, AuditEntry entry) {
    ChainedEntry chained = ChainedEntry.after(last, entry, waiting.address(), at);
    last = last.with(chained);
    return chained;
  }

  ChainStep step() {
    return new ChainStep(from, last, links);
  }
}
