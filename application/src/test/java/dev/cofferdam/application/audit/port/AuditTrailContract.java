package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link AuditTrail} promises. */
public abstract class AuditTrailContract extends WorldContract {
  private static final Filter ALL = Filter.ALL;

  private OrgId org;
  private Actor.SignedIn ada;

  @BeforeEach
  public final void makeEntries() {
    org = new OrgId(given.id());
    ada = given.actor(given.user());
    transacting(() -> world.ledger().open(org));
    Actor inside = new Actor.Installation("runs", Actor.Origin.INSIDE);
    record(ada, "secret.write", "secret:shop/prod/A@1");
    record(ada, "secret.reveal", "secret:shop/prod/A@1");
    record(inside, "secret.inject", "secret:shop/prod/B@1");
    record(ada, "secret.reveal", "secret:shop/prod_x/A@1");
    record(inside, "run.succeeded", "run:%");
  }

  @Test
  void showsTheNewestFirst() {
    assertThat(newest(ALL, Long.MAX_VALUE, 10)).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void showsAPageBeforeASeq() {
    assertThat(newest(ALL, Long.MAX_VALUE, 2)).containsExactly(5L, 4L);
    assertThat(newest(ALL, 4, 2)).containsExactly(3L, 2L);
    assertThat(newest(ALL, 2, 2)).containsExactly(1L);
    assertThat(newest(ALL, 1, 2)).isEmpty();
  }

  @Test
  void filtersByActor() {
    Filter filter = ALL.byActor(ada.id());
    assertThat(newest(filter, Long.MAX_VALUE, 10)).containsExactly(4L, 2L, 1L);
    assertThat(newest(filter, 4, 1)).containsExactly(2L);
  }

  @Test
  void filtersByTheWholeAction() {
    assertThat(newest(byAction("secret.reveal"), Long.MAX_VALUE, 10)).containsExactly(4L, 2L);
    assertThat(newest(byAction("secret"), Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void filtersByTheBeginningOfTheResource() {
    assertThat(newest(byResource("secret:shop/prod/"), Long.MAX_VALUE, 10))
        .containsExactly(3L, 2L, 1L);
    assertThat(newest(byResource("shop"), Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void takesWhatLooksLikeAPatternByTheLetter() {
    assertThat(newest(byResource("%"), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(newest(byResource("secret:shop/prod_"), Long.MAX_VALUE, 10)).containsExactly(4L);
    assertThat(newest(byResource("run:%"), Long.MAX_VALUE, 10)).containsExactly(5L);
    assertThat(newest(byResource("secret:\\"), Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void filtersByOutcome() {
    record(new AuditEntry(ada, "secret.read", "secret:shop/prod/A", AuditEntry.Outcome.REFUSED));
    assertThat(newest(ALL.byOutcome("refused"), Long.MAX_VALUE, 10)).containsExactly(6L);
    assertThat(newest(ALL.byOutcome("allowed"), Long.MAX_VALUE, 2)).containsExactly(5L, 4L);
  }

  @Test
  void filtersByTime() {
    List<Instant> times =
        read(org, () -> world.auditTrail().oldest(org, 0, 10)).stream()
            .map(ChainedEntry::at)
            .toList();
    Instant end = times.get(4).plusNanos(1_000);
    assertThat(newest(ALL.since(times.get(0)).until(end), Long.MAX_VALUE, 10)).hasSize(5);
    assertThat(newest(ALL.until(times.get(0)), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(newest(ALL.since(end), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(newest(ALL.since(times.get(4)), Long.MAX_VALUE, 10)).contains(5L);
  }

  @Test
  void knowsTheFirstEntrySinceAnInstant() {
    List<ChainedEntry> entries = read(org, () -> world.auditTrail().oldest(org, 0, 10));
    assertThat(firstSince(Instant.EPOCH)).hasValue(1);
    assertThat(firstSince(entries.get(4).at())).isNotEmpty();
    assertThat(firstSince(entries.get(4).at().plusSeconds(1))).isEmpty();
  }

  private OptionalLong firstSince(Instant at) {
    return read(org, () -> world.auditTrail().firstSince(org, at));
  }

  @Test
  void showsWhatMatchesBetweenTwoPlaces() {
    Filter reveals = ALL.byAction("secret.reveal");
    assertThat(between(ALL, 1, 4)).containsExactly(2L, 3L, 4L);
    assertThat(between(reveals, 0, 5)).containsExactly(2L, 4L);
    assertThat(between(reveals, 2, 3)).isEmpty();
  }

  private List<Long> between(Filter filter, long after, long last) {
    return read(org, () -> world.auditTrail().between(org, filter, after, last)).stream()
        .map(ChainedEntry::seq)
        .toList();
  }

  @Test
  void combinesFilters() {
    Filter filter = ALL.byActor(ada.id()).byAction("secret.reveal").byResource("secret:shop/prod/");
    assertThat(newest(filter, Long.MAX_VALUE, 10)).containsExactly(2L);
  }

  @Test
  void showsTheOldestFirstFromAfterASeq() {
    assertThat(oldest(0, 3)).containsExactly(1L, 2L, 3L);
    assertThat(oldest(3, 3)).containsExactly(4L, 5L);
    assertThat(oldest(5, 3)).isEmpty();
  }

  @Test
  void showsThoseThatCommitToSomething() {
    Commitment one = Commitment.to(RowDigest.of("row", "1"));
    record(AuditEntry.allowed(ada, "secret.write", "secret:a/b/C@1").committing(one));
    record(ada, "secret.reveal", "secret:a/b/C@1");
    record(AuditEntry.allowed(ada, "org.create", "org:x").committing(Commitment.TO_NOTHING));
    assertThat(committing(0, 10)).containsExactly(6L, 8L);
    assertThat(committing(0, 1)).containsExactly(6L);
    assertThat(committing(6, 10)).containsExactly(8L);
    assertThat(committing(8, 10)).isEmpty();
    assertThat(read(org, () -> world.auditTrail().oldest(org, 5, 3)))
        .extracting(ChainedEntry::committed)
        .containsExactly(Optional.of(one), Optional.empty(), Optional.of(Commitment.TO_NOTHING));
  }

  private List<Long> committing(long after, int limit) {
    return read(org, () -> world.auditTrail().committing(org, after, limit)).stream()
        .map(ChainedEntry::seq)
        .toList();
  }

  @Test
  void showsTheHead() {
    LedgerHead head = read(org, () -> world.auditTrail().head(org).orElseThrow());
    assertThat(head.org()).isEqualTo(org);
    assertThat(head.seq()).isEqualTo(5);
    List<ChainedEntry> newest =
        read(org, () -> world.auditTrail().newest(org, ALL, Long.MAX_VALUE, 1));
    assertThat(newest.get(0).hash()).isEqualTo(head.hash());
  }

  @Test
  void knowsNoHeadOfAnUnknownOrg() {
    OrgId unknown = new OrgId(given.id());
    assertThat(read(unknown, () -> world.auditTrail().head(unknown))).isEmpty();
  }

  @Test
  void showsEntriesAndHeadOfOneMoment() {
    LedgerHead head =
        read(
            org,
            () -> {
              assertThat(world.auditTrail().oldest(org, 0, 10)).hasSize(5);
              outcomeElsewhere(() -> record(ada, "secret.reveal", "secret:shop/prod/A@1"));
              assertThat(world.auditTrail().oldest(org, 0, 10)).hasSize(5);
              return world.auditTrail().head(org).orElseThrow();
            });
    assertThat(head.seq()).isEqualTo(5);
    assertThat(oldest(0, 10)).hasSize(6);
  }

  private static Filter byAction(String action) {
    return ALL.byAction(action);
  }

  private static Filter byResource(String prefix) {
    return ALL.byResource(prefix);
  }

  private ChainedEntry record(Actor actor, String action, String resource) {
    return record(AuditEntry.allowed(actor, action, resource));
  }

  private ChainedEntry record(AuditEntry entry) {
    return world.ledger().change(Access.ofInstallation(org), change -> change.record(entry));
  }

  private List<Long> newest(Filter filter, long before, int limit) {
    return read(org, () -> world.auditTrail().newest(org, filter, before, limit)).stream()
        .map(ChainedEntry::seq)
        .toList();
  }

  private List<Long> oldest(long after, int limit) {
    return read(org, () -> world.auditTrail().oldest(org, after, limit)).stream()
        .map(ChainedEntry::seq)
        .toList();
  }
}
