package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.OrgPlace;
import dev.cofferdam.domain.vault.SealedPlace;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps contents' keys. Safe for use by many threads. */
public final class InMemoryContentStore implements ContentStore, SealedValues, ExpiredContents {
  private final InMemoryTable<List<Object>, Row> contents;
  private final Clock clock;

  public InMemoryContentStore(InMemoryTransactions transactions, Clock clock) {
    this.contents = InMemoryTable.ofOrgs(transactions);
    this.clock = clock;
  }

  private record Row(StoredContent value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  @Override
  public boolean add(StoredContent content) {
    if (find(content.org(), content.id()).isPresent()) {
      return false;
    }
    put(content);
    return true;
  }

  private void put(StoredContent content) {
    contents.put(List.of(content.org(), content.id()), new Row(content));
  }

  @Override
  public Optional<StoredContent> find(OrgId org, ContentId content) {
    return contents.find(List.of(org, content)).map(Row::value);
  }

  @Override
  public boolean extend(OrgId org, ContentId content, Instant until) {
    Optional<StoredContent> there = find(org, content);
    there.ifPresent(
        each ->
            put(
                new StoredContent(
                    org,
                    content,
                    each.key(),
                    each.createdAt(),
                    each.expiresAt().isAfter(until) ? each.expiresAt() : until)));
    return there.isPresent();
  }

  @Override
  public boolean lockExpired(OrgId org, ContentId content) {
    return find(org, content)
        .filter(each -> each.expiresAt().isBefore(clock.instant()))
        .isPresent();
  }

  @Override
  public void delete(OrgId org, ContentId content) {
    if (find(org, content).isPresent()) {
      contents.remove(List.of(org, content));
    }
  }

  private List<StoredContent> of(OrgId org) {
    return contents.rows().stream()
        .map(Row::value)
        .filter(content -> content.org().equals(org))
        .sorted(Comparator.comparing(content -> content.id().toString()))
        .toList();
  }

  @Override
  public Map<OrgKeyId, Long> counts(OrgId org) {
    return of(org).stream()
        .flatMap(each -> InMemorySealedSecrets.keyOf(each.key()).stream())
        .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
  }

  @Override
  public List<Sealed> under(OrgId org, Set<OrgKeyId> keys, Optional<SealedPlace> after, int limit) {
    String last = after.map(place -> ((OrgPlace) place).context()).orElse("");
    return of(org).stream()
        .filter(each -> each.id().toString().compareTo(last) > 0)
        .filter(each -> InMemorySealedSecrets.keyOf(each.key()).filter(keys::contains).isPresent())
        .limit(limit)
        .map(each -> new Sealed(each.place(), each.key()))
        .toList();
  }

  @Override
  public int replace(OrgId org, List<Resealed> values) {
    int replaced = 0;
    for (Resealed value : values) {
      for (StoredContent each : of(org)) {
        if (each.place().equals(value.place()) && each.key().equals(value.before())) {
          put(new StoredContent(org, each.id(), value.after(), each.createdAt(), each.expiresAt()));
          replaced++;
        }
      }
    }
    return replaced;
  }

  @Override
  public List<Expired> list(int limit) {
    return contents.rowsOfAllOrgs().stream()
        .map(Row::value)
        .filter(each -> each.expiresAt().isBefore(clock.instant()))
        .sorted(Comparator.comparing(StoredContent::expiresAt))
        .limit(limit)
        .map(each -> new Expired(each.org(), each.id()))
        .toList();
  }
}
