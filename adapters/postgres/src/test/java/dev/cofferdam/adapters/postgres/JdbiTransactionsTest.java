package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.domain.access.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is PostgreSQL's about transactions; the contract has the rest. */
class JdbiTransactionsTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final JdbiTransactions transactions = DATABASE.transactions();

  @BeforeAll
  static void makeTable() {
    superuser("create table counters (id int primary key, n int not null)");
    superuser("grant select, update on counters to cofferdam_app");
  }

  @BeforeEach
  void fill() {
    superuser("truncate counters");
    superuser("insert into counters values (1, 0), (2, 0)");
  }

  @Test
  void refusesAStoreOutsideOfATransaction() {
    assertThatThrownBy(transactions::handle).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transactions.afterCommit(() -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesAgainWhatADeadlockUndid() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    List<String> told = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = pool.submit(() -> addTo(1, 2, bothHoldOne, attempts, told));
      Future<Integer> second = pool.submit(() -> addTo(2, 1, bothHoldOne, attempts, told));
      first.get(90, TimeUnit.SECONDS);
      second.get(90, TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }

    assertThat(attempts).as("one of the two was undone and done again").hasValue(3);
    assertThat(told).as("what waits for the commit is told once each").hasSize(2);
    assertThat(counter(1)).isEqualTo(2);
    assertThat(counter(2)).isEqualTo(2);
  }

  private int addTo(
      int one, int other, CyclicBarrier bothHoldOne, AtomicInteger attempts, List<String> told) {
    return transactions.required(
        () -> {
          boolean firstTime = attempts.incrementAndGet() <= 2;
          transactions.afterCommit(
              () -> {
                synchronized (told) {
                  told.add("added");
                }
              });
          add(one);
          if (firstTime) {
            await(bothHoldOne);
          }
          return add(other);
        });
  }

  @Test
  void saysThatTheDatabaseIsNotThereWhenTheConnectionIsLost() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                transactions.required(
                    () -> {
                      int backend =
                          transactions
                              .handle()
                              .createQuery("select pg_backend_pid()")
                              .mapTo(Integer.class)
                              .one();
                      add(1);
                      superuser("select pg_terminate_backend(" + backend + ", 60000)");
                      return add(2);
                    }))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("database_unavailable"))
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));

    assertThat(transactions.<Integer>required(() -> add(1))).isEqualTo(1);
    assertThat(counter(1)).as("the lost transaction is undone").isEqualTo(1);
  }

  @Test
  void comesBackByItselfWhenAllConnectionsWereLost() throws Exception {
    for (int i = 0; i < 3; i++) {
      transactions.required(() -> add(1));
    }
    superuser(
        "select pg_terminate_backend(pid, 60000) from pg_stat_activity"
            + " where usename = 'cofferdam_app' and datname = current_database()");
    // The pool looks at a connection again when it has not been used for a second.
    Thread.sleep(1_100);

    assertThat(transactions.<Integer>required(() -> add(1))).isEqualTo(1);
  }

  @Test
  void saysThatTheDatabaseIsNotThereWhenNothingListens() {
    try (ConnectionPool nowhere =
        ConnectionPool.open(
            "nowhere",
            DatabaseUrl.loopback(1, "cofferdam", "cofferdam_app", "x"),
            1,
            new MetricRegistry())) {
      JdbiTransactions lost = new JdbiTransactions(nowhere.jdbi());
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> lost.required(() -> "never"))
          .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("database_unavailable"));
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> lost.look(handle -> "never"))
          .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("database_unavailable"));
    }
  }

  @Test
  void leavesAMistakeOfOursAsItIs() {
    assertThatThrownBy(
            () -> transactions.required(() -> transactions.handle().execute("select nonsense")))
        .isNotInstanceOf(Refusal.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void doesNotTellTheValuesOfAStatementThatFailed() {
    superuser("alter table counters drop constraint if exists small_n");
    superuser("alter table counters add constraint small_n check (n < 7654321)");
    assertThatThrownBy(
            () ->
                transactions.required(
                    () ->
                        transactions
                            .handle()
                            .createUpdate("update counters set n = :value where id = 1")
                            .bind("value", 7654322)
                            .execute()))
        .hasMessageContaining("small_n")
        .hasMessageContaining("set n = :value")
        .hasMessageNotContaining("7654322")
        .hasStackTraceContaining("small_n")
        .satisfies(failure -> assertThat(failure.getCause()).hasMessageNotContaining("7654322"));
  }

  @Test
  void keepsWorkApartFromTheTransactionAroundIt() {
    assertThatThrownBy(
            () ->
                transactions.required(
                    () -> {
                      add(1);
                      transactions.apart(
                          handle -> handle.execute("update counters set n = n + 10 where id = 2"));
                      assertThat(add(1)).as("back in the outer one").isEqualTo(1);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");

    assertThat(counter(1)).isZero();
    assertThat(counter(2)).isEqualTo(10);
  }

  @Test
  void doesNotLetAFailureAfterTheCommitLookLikeAFailedChange() {
    List<String> told = new ArrayList<>();

    int added =
        transactions.required(
            () -> {
              transactions.afterCommit(
                  () -> {
                    throw new IllegalStateException("too late to matter");
                  });
              transactions.afterCommit(() -> told.add("next"));
              return add(1);
            });

    assertThat(added).isEqualTo(1);
    assertThat(told).containsExactly("next");
    assertThat(counter(1)).isEqualTo(1);
  }

  private int add(int id) {
    return transactions.handle().execute("update counters set n = n + 1 where id = ?", id);
  }

  private static int counter(int id) {
    return DATABASE
        .superuser()
        .withHandle(
            h ->
                h.createQuery("select n from counters where id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void superuser(String sql) {
    DATABASE.superuser().useHandle(h -> h.execute(sql));
  }
}
