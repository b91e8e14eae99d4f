package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.ConfigCustomizer;
import org.jdbi.v3.core.extension.ConfigCustomizerFactory;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Attaching a DAO costs its interface's taking apart once, whatever handles it is attached to. */
class ReadyDaosTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  @AutoClose
  private final ConnectionPool pool =
      ConnectionPool.open("daos", DATABASE.appUrl(), 4, new MetricRegistry());

  private final Jdbi jdbi = pool.jdbi();

  interface ProbeDao {
    @SqlQuery("select pg_backend_pid()")
    int backend();

    @SqlQuery("select :id")
    Optional<UUID> echo(UUID id);

    @SqlQuery("select 1 / :divisor")
    int divide(int divisor);
  }

  /** Is asked for its customizers when a type is taken apart, and for each of its methods. */
  private static final class TakingsApart implements ConfigCustomizerFactory {
    private final AtomicInteger types = new AtomicInteger();
    private final AtomicInteger methods = new AtomicInteger();

    @Override
    public Collection<ConfigCustomizer> forExtensionType(Class<?> type) {
      types.incrementAndGet();
      return List.of();
    }

    @Override
    public Collection<ConfigCustomizer> forExtensionMethod(Class<?> type, Method method) {
      methods.incrementAndGet();
      return List.of();
    }
  }

  @Test
  void anInterfaceIsTakenApartOnce() {
    TakingsApart counted = new TakingsApart();
    jdbi.getConfig(Extensions.class).registerConfigCustomizerFactory(counted);
    assertEchoes();
    int once = counted.methods.get();
    assertThat(once).isPositive();
    for (int i = 0; i < 50; i++) {
      assertEchoes();
    }
    assertThat(counted.types).hasValue(1);
    assertThat(counted.methods).hasValue(once);
  }

  private void assertEchoes() {
    UUID id = UUID.randomUUID();
    assertThat(jdbi.<Optional<UUID>, RuntimeException>withHandle(handle -> on(handle).echo(id)))
        .contains(id);
  }

  @Test
  void eachFrontSpeaksOnItsOwnHandle() {
    try (Handle first = jdbi.open();
        Handle second = jdbi.open()) {
      ProbeDao onFirst = on(first);
      ProbeDao onSecond = on(second);
      int one = onFirst.backend();
      int two = onSecond.backend();
      assertThat(one).isNotEqualTo(two);
      assertThat(onFirst.backend()).isEqualTo(one);
      assertThat(onSecond.backend()).isEqualTo(two);
      assertThat(first.select("select pg_backend_pid()").mapTo(Integer.class).one()).isEqualTo(one);
    }
  }

  @Test
  void failuresAreWhatTheyWere() {
    jdbi.useHandle(
        handle -> {
          assertThatThrownBy(() -> on(handle).divide(0))
              .isInstanceOf(JdbiException.class)
              .hasCauseInstanceOf(SQLException.class);
          assertThat(on(handle).divide(1)).as("afterwards").isEqualTo(1);
        });
  }

  @Test
  void aFrontOfAClosedHandleIsClosedToo() {
    Handle handle = jdbi.open();
    ProbeDao dao = on(handle);
    handle.close();
    assertThatThrownBy(dao::backend).isInstanceOf(JdbiException.class);
  }

  private static ProbeDao on(Handle handle) {
    return handle.attach(ProbeDao.class);
  }
}
