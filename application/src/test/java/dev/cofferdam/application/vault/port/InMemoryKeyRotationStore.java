package dev.cofferdam.application.vault.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps rotations. Safe for use by many threads. */
public final class InMemoryKeyRotationStore implements KeyRotationStore, UnfinishedKeyRotations {
  private final InMemoryTable<KeyRotationId, Row> rotations;

  public InMemoryKeyRotationStore(InMemoryTransactions transactions) {
    rotations = InMemoryTable.ofOrgs(transactions);
  }

  private record Row(KeyRotation value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }

    boolean isRunning() {
      return value.finishedAt().isEmpty();
    }
  }

  @Override
  public void add(KeyRotation rotation) {
    if (running(rotation.org()).isPresent()) {
      throw new IllegalStateException("another rotation is running");
    }
    rotations.put(rotation.id(), new Row(rotation));
  }

  @Override
  public Optional<KeyRotation> find(OrgId org, KeyRotationId rotation) {
    return rotations.find(rotation).map(Row::value);
  }

  @Override
  public Optional<KeyRotation> running(OrgId org) {
    return rotations.rows().stream()
        .filter(row -> row.org().equals(org) && row.isRunning())
        .map(Row::value)
        .findFirst();
  }

  @Override
  public void advance(OrgId org, KeyRotationId rotation, long more) {
    change(rotation, was -> with(was, was.done() + more, was.finishedAt()));
  }

  @Override
  public void finish(OrgId org, KeyRotationId rotation, Instant at) {
    change(rotation, was -> with(was, was.done(), was.finishedAt().or(() -> Optional.of(at))));
  }

  private void change(KeyRotationId rotation, UnaryOperator<KeyRotation> how) {
    rotations
        .find(rotation)
        .ifPresent(row -> rotations.put(rotation, new Row(how.apply(row.value()))));
  }

  private static KeyRotation with(KeyRotation was, long done, Optional<Instant> finishedAt) {
    return new KeyRotation(
        was.org(), was.id(), was.key(), was.total(), done, was.startedAt(), finishedAt);
  }

  @Override
  public List<Unfinished> list(int limit) {
    return rotations.rowsOfAllOrgs().stream()
        .filter(Row::isRunning)
        .map(Row::value)
        .sorted(Comparator.comparing(KeyRotation::startedAt))
        .limit(limit)
        .map(rotation -> new Unfinished(rotation.org(), rotation.id()))
        .toList();
  }
}
