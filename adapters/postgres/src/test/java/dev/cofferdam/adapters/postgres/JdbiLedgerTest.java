package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiLedgerTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private static final AuditTrail.Filter ALL = AuditTrail.Filter.ALL;

  private final JdbiTransactions transactions = DATABASE.transactions();
  private final Ledger ledger = DATABASE.ledger(Clock.systemUTC());
  private final AuditTrail trail = new JdbiAuditTrail(transactions);
  private OrgId org;

  @BeforeEach
  void openLedger() {
    org = newOrg();
  }

  @Test
  void recordsAnEntryWithTheChange() {
    ChainedEntry recorded =
        ledger.change(Access.ofInstallation(org), change -> change.record(entry("org.create")));

    assertThat(entries(org)).containsExactly(recorded);
    assertThat(head(org)).isEqualTo(new LedgerHead(org, 1, recorded.hash(), 1));
  }

  @Test
  void movesTheStateWithAChangeThatRecordsNothing() {
    ledger.change(Access.ofInstallation(org), change -> "nothing to tell");

    assertThat(head(org)).isEqualTo(LedgerHead.first(org).changed());
  }

  @Test
  void leavesNothingOfAChangeThatFails() {
    assertThatThrownBy(
            () ->
                ledger.change(
                    Access.ofInstallation(org),
                    change -> {
                      change.record(entry("org.create"));
                      throw Refusal.notFound("anything");
                    }))
        .isInstanceOf(Refusal.class);

    assertThat(entries(org)).isEmpty();
    assertThat(head(org)).isEqualTo(LedgerHead.first(org));
  }

  @Test
  void refusesAnOrgWithoutALedger() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                ledger.change(
                    Access.ofInstallation(new OrgId(UUID.randomUUID())), change -> "never"))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("org_not_found"));
  }

  @Test
  void joinsAChangeInsideOfAChange() {
    ledger.change(
        Access.ofInstallation(org),
        outer -> {
          outer.record(entry("outer.first"));
          ledger.change(Access.ofInstallation(org), inner -> inner.record(entry("inner.only")));
          return outer.record(entry("outer.last"));
        });

    assertThat(entries(org))
        .extracting(ChainedEntry::action)
        .containsExactly("outer.first", "inner.only", "outer.last");
    assertChainHolds(org);
  }

  @Test
  void changesAnOrgTwiceInOneTransaction() {
    transactions.required(
        () -> {
          ledger.change(Access.ofInstallation(org), change -> change.record(entry("first.one")));
          return ledger.change(
              Access.ofInstallation(org), change -> change.record(entry("second.one")));
        });

    assertThat(head(org).state()).isEqualTo(2);
    assertChainHolds(org);
  }

  @Test
  void goesToAnotherOrgAndBack() {
    OrgId other = newOrg();

    List<ChainedEntry> seenInside = new ArrayList<>();
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          change.record(entry("first.org"));
          ledger.change(Access.ofInstallation(other), inner -> inner.record(entry("second.org")));
          seenInside.addAll(
              ledger.read(Access.ofInstallation(other), () -> trail.oldest(other, 0, 10)));
          assertThat(trail.oldest(other, 0, 10)).isEmpty();
          assertThat(trail.head(org)).isPresent();
          return change.record(entry("first.again"));
        });

    assertThat(seenInside).extracting(ChainedEntry::action).containsExactly("second.org");
    assertThat(entries(org))
        .extracting(ChainedEntry::action)
        .containsExactly("first.org", "first.again");
    assertChainHolds(org);
    assertChainHolds(other);
  }

  @Test
  void undoesTheWholeWhenAPartFailedThoughItsFailureWasCaught() {
    assertThatThrownBy(
            () ->
                ledger.change(
                    Access.ofInstallation(org),
                    outer -> {
                      outer.record(entry("outer.one"));
                      assertThatThrownBy(
                              () ->
                                  ledger.change(
                                      Access.ofInstallation(org), JdbiLedgerTest::recordAndFail))
                          .isInstanceOf(Refusal.class);
                      return "went on";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can't be committed");

    assertThat(entries(org)).isEmpty();
  }

  private static Void recordAndFail(Ledger.Change change) {
    change.record(entry("inner.one"));
    throw Refusal.forbidden("no");
  }

  @Test
  void readsOneSnapshotAndCannotWrite() {
    ledger.read(
        Access.ofInstallation(org),
        () -> {
          assertThat(trail.oldest(org, 0, 10)).isEmpty();
          inAnotherThread(
              () ->
                  ledger.change(
                      Access.ofInstallation(org), change -> change.record(entry("later.one"))));
          assertThat(trail.oldest(org, 0, 10)).isEmpty();
          assertThat(trail.head(org)).contains(LedgerHead.first(org));
          return null;
        });

    assertThat(entries(org)).hasSize(1);
    assertThatThrownBy(
            () ->
                ledger.read(
                    Access.ofInstallation(org),
                    () -> ledger.change(Access.ofInstallation(org), change -> "never")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                ledger.read(
                    Access.ofInstallation(org),
                    () -> transactions.handle().execute("update ledger_heads set state = 100")))
        .hasMessageContaining("read-only");
  }

  @Test
  void appendsWithoutTheLedgerHead() {
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          inAnotherThread(
              () ->
                  ledger.append(
                      Access.ofInstallation(org),
                      () ->
                          transactions
                              .handle()
                              .execute(
                                  "insert into usage_records values (?, 'k', 'runs', 1, now())",
                                  org.value())));
          return "the head was locked all the while";
        });

    assertThat(
            ledger.<Integer>read(
                Access.ofInstallation(org),
                () ->
                    transactions
                        .handle()
                        .createQuery("select count(*) from usage_records")
                        .mapTo(Integer.class)
                        .one()))
        .isEqualTo(1);
  }

  @Test
  void keepsOneChainUnderEightThreads() throws Exception {
    int threads = 8;
    long changes = 40;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        work.add(
            () -> {
              for (int i = 0; i < changes; i++) {
                ledger.change(
                    Access.ofInstallation(org), change -> change.record(entry("race.run")));
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }

    ChainCheck.Finding finding = assertChainHolds(org);
    assertThat(finding.entries()).isEqualTo(threads * changes);
    assertThat(head(org).state()).isEqualTo(threads * changes);
  }

  @Test
  void filtersTheNewestEntries() {
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          change.record(entry("a.one", "secret:shop/prod/A"));
          change.record(entry("a.two", "secret:shop/dev/A"));
          return change.record(entry("a.one", "secret:shop/dev/B"));
        });

    assertThat(newest(ALL, Long.MAX_VALUE, 2)).containsExactly(3L, 2L);
    assertThat(newest(ALL, 3, 10)).containsExactly(2L, 1L);
    assertThat(newest(filter("a.one", "secret:shop/dev"), Long.MAX_VALUE, 10)).containsExactly(3L);
    assertThat(newest(filter("a.one", "secret:shop/_ev"), Long.MAX_VALUE, 10)).isEmpty();
  }

  private List<Long> newest(AuditTrail.Filter filter, long before, int limit) {
    return ledger.read(
        Access.ofInstallation(org),
        () -> trail.newest(org, filter, before, limit).stream().map(ChainedEntry::seq).toList());
  }

  private static AuditTrail.Filter filter(String action, String resource) {
    return ALL.byAction(action).byResource(resource);
  }

  private OrgId newOrg() {
    OrgId id = new OrgId(UUID.randomUUID());
    transactions.required(
        () -> {
          ledger.open(id);
          return id;
        });
    return id;
  }

  private ChainCheck.Finding assertChainHolds(OrgId checked) {
    ChainCheck check = new ChainCheck(checked);
    entries(checked).forEach(check::accept);
    ChainCheck.Finding finding = check.finish(head(checked));
    assertThat(finding.ok()).isTrue();
    return finding;
  }

  private List<ChainedEntry> entries(OrgId of) {
    return ledger.read(Access.ofInstallation(of), () -> trail.oldest(of, 0, 1_000));
  }

  private LedgerHead head(OrgId of) {
    return ledger.read(Access.ofInstallation(of), () -> trail.head(of)).orElseThrow();
  }

  private static AuditEntry entry(String action) {
    return entry(action, "org:x");
  }

  private static AuditEntry entry(String action, String resource) {
    return AuditEntry.allowed(
        new Actor.Installation("test", Actor.Origin.INSIDE), action, resource);
  }

  private static void inAnotherThread(Runnable work) {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      one.submit(work).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      one.shutdown();
    }
  }
}
