package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the entries of one commit say of who saw what, each reader of each version once. */
final class ReadRows {
  private final Map<Key, Row> rows = new LinkedHashMap<>();

  private record Key(UUID org, Seen seen, String kind, String id) {}

  /**
   * @param last the newest entry that says so
   */
  record Row(UUID org, Seen seen, long reads, ChainedEntry last) {}

  /** Entries of one org come in the order of its chain. */
  void add(OrgId org, ChainedEntry entry, List<Seen> seen) {
    for (Seen each : seen) {
      rows.merge(
          new Key(org.value(), each, entry.actorKind(), entry.actorId()),
          new Row(org.value(), each, 1, entry),
          (before, now) -> new Row(now.org(), each, before.reads() + 1, entry));
    }
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
