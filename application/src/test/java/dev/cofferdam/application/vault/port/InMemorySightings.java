package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.audit.port.Sightings;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps each reader of each thing once. Safe for use by many threads. */
public final class InMemorySightings implements Sightings, VersionReaders {
  private final InMemorySecretStore secrets;
  private final InMemoryTable<Key, Row> rows;

  public InMemorySightings(InMemoryTransactions transactions, InMemorySecretStore secrets) {
    this.secrets = secrets;
    this.rows = InMemoryTable.ofOrgs(transactions);
  }

  private record Key(OrgId org, Seen seen, String kind, String id) {}

  private record Row(OrgId org, Seen seen, Reader reader, long lastSeq)
      implements InMemoryTable.Owned {}

  @Override
  public void record(OrgId org, ChainedEntry entry, List<Seen> seen) {
    for (Seen each : seen) {
      Key key = new Key(org, each, entry.actorKind(), entry.actorId());
      long before = rows.find(key).map(row -> row.reader().reads()).orElse(0L);
      rows.put(
          key,
          new Row(
              org,
              each,
              new Reader(entry.actorKind(), entry.actorId(), before + 1, entry.at()),
              entry.seq()));
    }
  }

  /** Removes what has no entry behind this one any more. In the thread's transaction. */
  public void forgetUpTo(OrgId org, long seq) {
    rows.rowsByKey()
        .forEach(
            (key, row) -> {
              if (row.org().equals(org) && row.lastSeq() <= seq) {
                rows.remove(key);
              }
            });
  }

  @Override
  public Map<Long, Readers> of(
      OrgId org, EnvironmentId environment, SecretName name, Set<Long> versions, int most) {
    Map<Long, Map<List<String>, Reader>> found = new TreeMap<>();
    for (Row row : rows.rows()) {
      if (row.org().equals(org) && row.seen().environment().equals(environment)) {
        long version = versionOf(row, name);
        if (versions.contains(version)) {
          found
              .computeIfAbsent(version, any -> new HashMap<>())
              .merge(
                  List.of(row.reader().kind(), row.reader().id()),
                  row.reader(),
                  InMemorySightings::sum);
        }
      }
    }
    Map<Long, Readers> readers = new TreeMap<>();
    found.forEach(
        (version, all) ->
            readers.put(
                version,
                new Readers(
                    all.size(),
                    all.values().stream()
                        .sorted(
                            Comparator.comparing(Reader::last)
                                .reversed()
                                .thenComparing(Reader::kind)
                                .thenComparing(Reader::id))
                        .limit(most)
                        .toList())));
    return readers;
  }

  @Override
  public List<Reader> page(SecretPlace version, Optional<Who> after, int limit) {
    Comparator<Reader> order = Comparator.comparing(Reader::kind).thenComparing(Reader::id);
    return of(
            version.org(),
            version.environment(),
            version.name(),
            Set.of(version.version()),
            Integer.MAX_VALUE)
        .getOrDefault(version.version(), Readers.NOBODY)
        .newest()
        .stream()
        .sorted(order)
        .filter(
            each ->
                after
                    .map(who -> new Reader(who.kind(), who.id(), 0, each.last()))
                    .filter(last -> order.compare(each, last) <= 0)
                    .isEmpty())
        .limit(limit)
        .toList();
  }

  /** The version of the key that a row is about; 0 for none. */
  private long versionOf(Row row, SecretName name) {
    Seen seen = row.seen();
    if (!seen.key().isEmpty()) {
      return seen.key().equals(name.value()) ? seen.version() : 0;
    }
    for (String place : seen.nearer().isEmpty() ? new String[0] : seen.nearer().split(" ", -1)) {
      String[] parts = place.split("@", -1);
      EnvironmentId nearer = new EnvironmentId(UUID.fromString(parts[0]));
      SecretVersion said = saidBy(row.org(), nearer, name, Long.parseLong(parts[1]));
      if (said != null && said.change() != SecretChange.DELETE) {
        return 0;
      }
    }
    SecretVersion said = saidBy(row.org(), seen.environment(), name, seen.version());
    return said != null && said.change().hasValue() ? said.place().version() : 0;
  }

  private @Nullable SecretVersion saidBy(
      OrgId org, EnvironmentId environment, SecretName name, long at) {
    SortedMap<Long, SecretVersion> until = secrets.made(org, environment, name).headMap(at + 1);
    return until.isEmpty() ? null : until.get(until.lastKey());
  }

  private static Reader sum(Reader one, Reader other) {
    return new Reader(
        one.kind(),
        one.id(),
        one.reads() + other.reads(),
        one.last().isAfter(other.last()) ? one.last() : other.last());
  }
}
