package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.ids.OrgId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection of the application's role sees and may, whatever the code forgets. */
class TenantIsolationTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  @AutoClose
  private static final ConnectionPool ONE_CONNECTION =
      ConnectionPool.open("one", DATABASE.appUrl(), 1, new MetricRegistry());

  private final JdbiTransactions transactions = new JdbiTransactions(ONE_CONNECTION.jdbi());
  private final JdbiLedger ledger =
      new JdbiLedger(transactions, TestDatabase.ADDRESSES, Clock.systemUTC());
  private OrgId mine;
  private OrgId theirs;

  @BeforeEach
  void fill() {
    DATABASE.clear();
    Fixtures given = new Fixtures(new JdbiWorld(DATABASE, Clock.systemUTC()));
    mine = given.org();
    theirs = given.org();
    given.project(mine);
    given.project(theirs);
    given.run(mine, "true");
    given.run(theirs, "true");
  }

  @Test
  void aConnectionForgetsTheOrgBeforeTheNextOneUsesIt() {
    int before = ledger.read(Access.ofInstallation(mine), this::backend);
    assertThat(orgsSeenIn(mine)).containsExactly(mine);
    assertThat(orgsSeenIn(theirs)).containsExactly(theirs);
    assertThat(transactions.<List<OrgId>>required(this::orgsSeen)).isEmpty();
    assertThat(transactions.look(TenantIsolationTest::orgs)).isEmpty();
    assertThat(ledger.read(Access.ofInstallation(mine), this::backend))
        .as("it was one connection all the time")
        .isEqualTo(before);
  }

  @Test
  void aConnectionForgetsTheOrgAfterAFailureToo() {
    assertThatThrownBy(
            () ->
                ledger.append(
                    Access.ofInstallation(mine),
                    () -> {
                      assertThat(orgsSeen()).containsExactly(mine);
                      throw new IllegalStateException("in the middle");
                    }))
        .hasMessage("in the middle");
    assertThat(transactions.<List<OrgId>>required(this::orgsSeen)).isEmpty();
  }

  @Test
  void rowsOfAnotherOrgCanNeitherBeWrittenNorMoved() {
    assertRefused("insert into projects values (?, gen_random_uuid(), 'smuggled', '', now())");
    assertRefused("update projects set org_id = ?");
    assertThat(
            ledger.<Integer>append(
                Access.ofInstallation(mine),
                () ->
                    transactions
                        .handle()
                        .execute(
                            "update projects set name = 'x' where org_id = ?", theirs.value())))
        .isZero();
  }

  private void assertRefused(String sql) {
    assertThatThrownBy(
            () ->
                ledger.append(
                    Access.ofInstallation(mine),
                    () -> transactions.handle().execute(sql, theirs.value())))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  @Test
  void historyCanNotBeRewritten() {
    for (String table :
        List.of("audit_entries", "audit_checkpoints", "secret_versions", "usage_records")) {
      for (String sql :
          List.of("update " + table + " set org_id = org_id", "delete from " + table)) {
        assertThatThrownBy(
                () ->
                    ledger.append(
                        Access.ofInstallation(mine), () -> transactions.handle().execute(sql)))
            .as(sql)
            .rootCause()
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void theSystemRoleSeesWhichRunsAreUnfinishedAndNothingElse() {
    Jdbi system = DATABASE.system();
    assertThat(count(system, "select count(*) from (select org_id, run_id from runs) r"))
        .isEqualTo(2);
    for (String sql :
        List.of(
            "select status from runs",
            "select count(*) from projects",
            "select action from audit_entries",
            "select claim from audit_checkpoints",
            "select hash from ledger_heads",
            "select count(*) from users",
            "update runs set queued_at = now()")) {
      assertThatThrownBy(() -> system.useHandle(h -> h.execute(sql)))
          .as(sql)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  private static int count(Jdbi jdbi, String sql) {
    return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
  }

  @Test
  void theOwnerItselfSeesNoRowsWithoutAPolicy() {
    Jdbi owner = Jdbi.create(DATABASE.ownerUrl().connections());
    assertThat(count(owner, "select count(*) from projects")).isZero();
    assertThat(count(owner, "select count(*) from runs")).isZero();
  }

  private int backend() {
    return transactions.handle().createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
  }

  private List<OrgId> orgsSeenIn(OrgId org) {
    return ledger.read(Access.ofInstallation(org), this::orgsSeen);
  }

  private List<OrgId> orgsSeen() {
    return orgs(transactions.handle());
  }

  /** Without the predicate that every query of ours has, to see what the policy alone does. */
  private static List<OrgId> orgs(Handle handle) {
    return handle
        .createQuery(
            """
            select org_id from projects
            intersect select org_id from runs
            intersect select org_id from orgs
            intersect select org_id from members
            """)
        .mapTo(java.util.UUID.class)
        .map(OrgId::new)
        .list();
  }
}
