package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps claims, and looks over the chains of an {@link InMemoryLedger}. */
public final class InMemoryCheckpointStore
    implements CheckpointStore, DueCheckpoints, TrailTrimmer {
  private static final Comparator<SignedClaim> BY_SEQ =
      Comparator.comparingLong(claim -> claim.claim().seq());

  private BiConsumer<OrgId, Long> trimmed = (org, seq) -> {};
  private final InMemoryTransactions transactions;
  private final InMemoryLedger ledger;
  private final Clock clock;
  private final InMemoryTable<Place, Row> checkpoints;
  private final InMemoryTable<OrgId, Row> anchors;

  public InMemoryCheckpointStore(
      InMemoryTransactions transactions, InMemoryLedger ledger, Clock clock) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.clock = clock;
    checkpoints = InMemoryTable.ofOrgs(transactions);
    anchors = InMemoryTable.ofOrgs(transactions);
  }

  private record Place(OrgId org, long seq) {}

  private record Row(SignedClaim claim) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return claim.claim().org();
    }
  }

  @Override
  public void add(SignedClaim checkpoint) {
    Place place = new Place(checkpoint.claim().org(), checkpoint.claim().seq());
    if (checkpoints.find(place).isEmpty()) {
      checkpoints.put(place, new Row(checkpoint));
    }
  }

  @Override
  public List<SignedClaim> newest(OrgId org, long before, int limit) {
    return of(org, checkpoints.rows()).stream()
        .filter(claim -> claim.claim().seq() < before)
        .sorted(BY_SEQ.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<SignedClaim> between(OrgId org, long after, long last, int limit) {
    return of(org, checkpoints.rows()).stream()
        .filter(claim -> claim.claim().seq() > after && claim.claim().seq() <= last)
        .sorted(BY_SEQ)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<SignedClaim> anchor(OrgId org) {
    return anchors.find(org).map(Row::claim);
  }

  @Override
  public List<OrgId> due(long entries, Instant since, int limit) {
    return ledger.heads().stream()
        .filter(head -> isDue(head, entries, since))
        .map(LedgerHead::org)
        .limit(limit)
        .toList();
  }

  private boolean isDue(LedgerHead head, long entries, Instant since) {
    Optional<SignedClaim> newest =
        of(head.org(), checkpoints.rowsOfAllOrgs()).stream()
            .filter(claim -> claim.claim().seq() <= head.seq())
            .max(BY_SEQ);
    long ahead = head.seq() - newest.map(claim -> claim.claim().seq()).orElse(0L);
    boolean old = newest.map(claim -> !claim.claim().at().isAfter(since)).orElse(true);
    return ahead > 0 && (old || ahead >= entries);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public List<OrgId> orgs(Optional<OrgId> after, int limit) {
    return ledger.heads().stream()
        .map(head -> head.org().toString())
        .sorted()
        .filter(org -> after.isEmpty() || org.compareTo(after.get().toString()) > 0)
        .limit(limit)
        .map(org -> OrgId.parse(org).orElseThrow())
        .toList();
  }

  @Override
  public void put(SignedClaim anchor) {
    OrgId org = anchor.claim().org();
    transactions.within(
        org,
        true,
        () -> {
          if (seqOf(anchors.find(org)) < anchor.claim().seq()) {
            anchors.put(org, new Row(anchor));
          }
          return org;
        });
  }

  @Override
  public int remove(OrgId org, int limit) {
    return transactions.within(
        org,
        true,
        () -> {
          long last = seqOf(anchors.find(org));
          of(org, checkpoints.rows()).stream()
              .map(claim -> claim.claim().seq())
              .filter(seq -> seq < last)
              .forEach(seq -> checkpoints.remove(new Place(org, seq)));
          trimmed.accept(org, last);
          return ledger.removeOldest(org, last, limit);
        });
  }

  /** What else is removed with the entries up to a place. */
  public void alsoTrim(BiConsumer<OrgId, Long> more) {
    trimmed = more;
  }

  /** Forgets an org's checkpoints as somebody with the database in hand would. */
  public void tamperByForgetting(OrgId org) {
    transactions.within(
        org,
        true,
        () -> {
          of(org, checkpoints.rows())
              .forEach(claim -> checkpoints.remove(new Place(org, claim.claim().seq())));
          return org;
        });
  }

  private static long seqOf(Optional<Row> anchor) {
    return anchor.map(row -> row.claim().claim().seq()).orElse(0L);
  }

  private static List<SignedClaim> of(OrgId org, List<Row> rows) {
    return rows.stream().filter(row -> row.org().equals(org)).map(Row::claim).toList();
  }
}
