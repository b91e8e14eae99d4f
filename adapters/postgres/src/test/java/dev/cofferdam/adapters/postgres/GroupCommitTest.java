package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.Refusals;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The group commit among other processes, lost connections and bad entries. */
class GroupCommitTest {
  private static final long PATIENCE_S = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_S);
  private static final Reveals.Count COUNT = new Reveals.Count("secret_reads", "secret_read");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final ExecutorService hands = Executors.newCachedThreadPool();
  private final JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
  private Fixtures given;
  private OrgId org;

  @BeforeEach
  void fill() {
    DATABASE.clear();
    given = new Fixtures(world);
    org = given.org();
  }

  @AfterEach
  void rest() {
    hands.shutdownNow();
  }

  @Test
  void keepsOneChainFromTwoNodes() throws Exception {
    List<OrgId> orgs = List.of(org, given.org());
    try (GroupCommit here = node("here");
        GroupCommit there = node("there")) {
      Queue<Given> given = new ConcurrentLinkedQueue<>();
      List<Future<?>> work = new ArrayList<>();
      for (GroupCommit node : List.of(here, there)) {
        for (OrgId each : orgs) {
          work.add(hands.submit(() -> giveMany(node, each, 40, given)));
          work.add(hands.submit(() -> giveMany(node, each, 40, given)));
          work.add(hands.submit(() -> changeMany(each, 15)));
        }
      }
      finish(work);
      assertThat(given).isNotEmpty();
      orgs.forEach(each -> assertRecordedOnce(each, given));
    }
  }

  @Test
  void losesNothingAndRepeatsNothingWhenItsConnectionIsKilled() throws Exception {
    try (GroupCommit node = node("killed")) {
      Queue<Given> given = new ConcurrentLinkedQueue<>();
      List<Future<?>> work =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(i -> hands.submit(() -> giveMany(node, org, 150, given)))
              .toList();
      int kills = 0;
      while (kills < 10 && !work.stream().allMatch(Future::isDone)) {
        kills += kill("killed");
      }
      finish(work);
      assertThat(kills).as("connections that were killed").isPositive();
      assertThat(given).hasSize(600);
      assertRecordedOnce(org, given);
    }
  }

  @Test
  void findsAnEntryWhoseCommitWasNotAnswered() throws Exception {
    long state = head().state();
    LedgerHead head = head();
    WaitingEntry waiting = waiting(org, state, "secret:lost");
    ChainPlan plan = ChainPlan.behind(head, List.of(waiting), Clock.systemUTC().instant());
    DATABASE
        .app()
        .useHandle(h -> new LedgerRows(h.getConnection()).appendAll(List.of(plan.step())));
    plan.attempt();
    try (Stragglers stragglers =
        new Stragglers(DATABASE.transactions(), new KnownHeads(), Clock.systemUTC(), none -> {})) {
      stragglers.take(org, List.of(waiting));
      assertThat(waiting.await(PATIENCE)).contains(plan.step().links().get(0).entry());
    }
    assertThat(head().seq()).isEqualTo(head.seq() + 1);
    assertChainHolds(org);
  }

  @Test
  void writesAnEntryAgainThatNeverCameThrough() {
    LedgerHead head = head();
    WaitingEntry waiting = waiting(org, head.state(), "secret:unsent");
    ChainPlan.behind(head, List.of(waiting), Clock.systemUTC().instant()).attempt();
    try (Stragglers stragglers =
        new Stragglers(DATABASE.transactions(), new KnownHeads(), Clock.systemUTC(), none -> {})) {
      stragglers.take(org, List.of(waiting));
      assertThat(waiting.await(PATIENCE)).isPresent();
    }
    assertThat(head().seq()).isEqualTo(head.seq() + 1);
    assertChainHolds(org);
  }

  @Test
  void oneBadEntryFailsAlone() throws Exception {
    Reveals reveals = new JdbiReveals(DATABASE.groupCommit(), TestDatabase.ADDRESSES);
    long state = head().state();
    long before = head().seq();
    CountDownLatch atOnce = new CountDownLatch(1);
    List<Future<Optional<String>>> good = new ArrayList<>();
    List<Future<Optional<String>>> bad = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      // PostgreSQL has no text with a zero byte in it.
      String resource = i == 3 ? "secret:\0" : "secret:" + i;
      (i == 3 ? bad : good)
          .add(
              hands.submit(
                  () -> {
                    atOnce.await();
                    return give(reveals, org, state, resource);
                  }));
    }
    atOnce.countDown();
    for (Future<Optional<String>> each : good) {
      assertThat(each.get(PATIENCE_S, TimeUnit.SECONDS)).isPresent();
    }
    assertThatThrownBy(() -> bad.get(0).get(PATIENCE_S, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(SQLException.class);
    assertThat(head().seq()).isEqualTo(before + 7);
    assertChainHolds(org);
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    try (GroupCommit node = node("small", 2)) {
      long state = head().state();
      List<Future<Optional<String>>> waiting = new ArrayList<>();
      world
          .ledger()
          .change(
              Access.ofInstallation(org),
              change -> {
                WaitingEntry first = waiting(org, state, "secret:1");
                WaitingEntry second = waiting(org, state, "secret:2");
                node.add(first);
                node.add(second);
                Refusal refusal =
                    Refusals.refusalOf(
                        () ->
                            give(
                                new JdbiReveals(node, TestDatabase.ADDRESSES),
                                org,
                                state,
                                "secret:3"));
                assertThat(refusal.code()).isEqualTo("overloaded");
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                waiting.add(hands.submit(() -> outcome(first)));
                waiting.add(hands.submit(() -> outcome(second)));
                return change;
              });
      for (Future<Optional<String>> each : waiting) {
        assertThat(each.get(PATIENCE_S, TimeUnit.SECONDS)).as("moved by the change").isEmpty();
      }
      assertThat(
              give(new JdbiReveals(node, TestDatabase.ADDRESSES), org, head().state(), "secret:4"))
          .as("there is room again")
          .isPresent();
    }
  }

  @Test
  void refusesWhenItIsClosed() {
    GroupCommit node = node("closed");
    node.close();
    assertThat(
            Refusals.codeOf(
                () ->
                    give(
                        new JdbiReveals(node, TestDatabase.ADDRESSES),
                        org,
                        head().state(),
                        "secret:1")))
        .isEqualTo("overloaded");
  }

  @Test
  void reachesNoOrgThatTheStatementDoesNotName() {
    OrgId other = given.org();
    LedgerHead theirs = headOf(other);
    DATABASE
        .app()
        .useTransaction(
            handle -> {
              handle.execute("select set_config('app.orgs', ?, true)", org.toString());
              assertThat(
                      handle
                          .createQuery("select org_id from ledger_heads")
                          .mapTo(UUID.class)
                          .list())
                  .containsExactly(org.value());
              assertThat(
                      handle.execute(
                          "update ledger_heads set seq = seq where org_id = ?", other.value()))
                  .isZero();
              assertThat(
                      handle
                          .createQuery("select count(*) from audit_entries")
                          .mapTo(Integer.class)
                          .one())
                  .as("entries that can be read")
                  .isZero();
            });
    for (String sql :
        List.of(
            "insert into audit_entries select ?, 99, now(), 'a', 'a', 'a.b', 'r', 'allowed', '', '',"
                + " sha256('')",
            "insert into usage_records select ?, 'k', 'secret_reads', 1, now()")) {
      assertThatThrownBy(
              () ->
                  DATABASE
                      .app()
                      .useTransaction(
                          handle -> {
                            handle.execute(
                                "select set_config('app.orgs', ?, true)", org.toString());
                            handle.execute(sql, other.value());
                          }))
          .rootCause()
          .hasMessageContaining("row-level security");
    }
    assertThat(headOf(other)).isEqualTo(theirs);
  }

  @Test
  void aConnectionForgetsTheOrgsAfterItsStatement() {
    try (ConnectionPool pool = pool("forgetful")) {
      LedgerHead head = head();
      ChainPlan plan =
          ChainPlan.behind(
              head, List.of(waiting(org, head.state(), "secret:x")), Clock.systemUTC().instant());
      pool.jdbi()
          .useHandle(
              handle -> {
                assertThat(new LedgerRows(handle.getConnection()).appendAll(List.of(plan.step())))
                    .containsExactly(org);
                assertThat(
                        handle
                            .createQuery("select count(*) from ledger_heads")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
              });
    }
    assertChainHolds(org);
  }

  /** A value that was given away, by the resource that its entry has to name. */
  private record Given(OrgId org, String resource) {}

  private static GroupCommit node(String name) {
    return node(name, 1_000);
  }

  private static GroupCommit node(String name, int capacity) {
    return GroupCommit.start(
        pool(name), DATABASE.transactions(), Clock.systemUTC(), capacity, org -> {});
  }

  private static ConnectionPool pool(String name) {
    return ConnectionPool.open(name, DATABASE.appUrl(), 1, new MetricRegistry());
  }

  private void giveMany(GroupCommit node, OrgId from, int times, Collection<Given> given) {
    Reveals reveals = new JdbiReveals(node, TestDatabase.ADDRESSES);
    for (int i = 0; i < times; ) {
      Given one = new Given(from, "secret:" + this.given.word());
      if (give(reveals, from, headOf(from).state(), one.resource()).isPresent()) {
        given.add(one);
        i++;
      }
    }
  }

  private void changeMany(OrgId where, int times) {
    for (int i = 0; i < times; i++) {
      given.project(where);
    }
  }

  private static Optional<String> give(Reveals reveals, OrgId from, long state, String resource) {
    return reveals.give(
        Access.ofInstallation(from),
        new Reveals.Reveal(state, entry(resource), COUNT, List.of()),
        () -> resource);
  }

  private static WaitingEntry waiting(OrgId from, long state, String resource) {
    return new WaitingEntry(
        from, OptionalLong.of(state), entry(resource), "", Optional.of(COUNT), List.of());
  }

  private static Optional<String> outcome(WaitingEntry waiting) {
    return waiting.await(PATIENCE).map(ChainedEntry::resource);
  }

  private static AuditEntry entry(String resource) {
    return AuditEntry.allowed(
        new Actor.Installation("tests", Actor.Origin.INSIDE), "secret.reveal", resource);
  }

  private static int kill(String pool) {
    return DATABASE
        .superuser()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = :name
                        """)
                    .bind("name", "cofferdam-" + pool)
                    .mapTo(Integer.class)
                    .one());
  }

  private static void finish(List<Future<?>> work) throws Exception {
    for (Future<?> each : work) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  private void assertRecordedOnce(OrgId where, Collection<Given> given) {
    List<String> expected =
        given.stream()
            .filter(one -> one.org().equals(where))
            .map(Given::resource)
            .sorted()
            .toList();
    List<String> recorded =
        entries(where).stream()
            .filter(entry -> entry.action().equals("secret.reveal"))
            .map(ChainedEntry::resource)
            .sorted()
            .toList();
    assertThat(recorded).isEqualTo(expected);
    assertChainHolds(where);
  }

  private void assertChainHolds(OrgId where) {
    ChainCheck check = new ChainCheck(where);
    entries(where).forEach(check::accept);
    assertThat(check.finish(headOf(where)).ok()).isTrue();
  }

  private List<ChainedEntry> entries(OrgId where) {
    return world
        .ledger()
        .read(Access.ofInstallation(where), () -> world.auditTrail().oldest(where, 0, 10_000));
  }

  private LedgerHead head() {
    return headOf(org);
  }

  private LedgerHead headOf(OrgId where) {
    return world
        .ledger()
        .read(Access.ofInstallation(where), () -> world.auditTrail().head(where).orElseThrow());
  }
}
