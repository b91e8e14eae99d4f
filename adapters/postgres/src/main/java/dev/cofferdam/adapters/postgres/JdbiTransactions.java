package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.domain.ids.OrgId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions on a PostgreSQL pool, one a thread at a time.
 *
 * <p>Work that collides with other transactions (deadlock, serialization failure) is undone by the
 * server and done again, from the beginning and up to {@value #ATTEMPTS} times: so it must have no
 * effects but those on the database, and leave the others to {@link #afterCommit}. A database that
 * can't be reached is a refusal {@code database_unavailable}. Safe for use by many threads.
 */
public final class JdbiTransactions implements Transactions {
  static final int ATTEMPTS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(JdbiTransactions.class);

  private final Jdbi jdbi;

  @SuppressWarnings("ThreadLocalUsage") // transactions of two databases don't join each other
  private final ThreadLocal<@Nullable OpenTransaction> current = new ThreadLocal<>();

  public JdbiTransactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public <T> T required(Supplier<T> work) {
    return write(transaction -> work.get());
  }

  @Override
  public void afterCommit(Runnable work) {
    open().afterCommit(work);
  }

  @Override
  public void afterEnd(Runnable work) {
    OpenTransaction open = current.get();
    if (open == null) {
      work.run();
    } else {
      open.afterEnd(work);
    }
  }

  /**
   * The connection of the thread's transaction.
   *
   * @throws IllegalStateException when the thread has none
   */
  public Handle handle() {
    return open().handle();
  }

  /**
   * Looks something up that needs no org: in the thread's transaction, or on a connection of its
   * own.
   */
  public <T> T look(Function<Handle, T> query) {
    OpenTransaction open = current.get();
    if (open != null) {
      return query.apply(open.handle());
    }
    return attempt(() -> onOwnConnection(query));
  }

  /**
   * Looks something of an org up: in the thread's transaction, which has to be in that org to see
   * it, or in a transaction of its own.
   */
  public <T> T look(OrgId org, Function<Handle, T> query) {
    OpenTransaction open = current.get();
    return open == null
        ? read(transaction -> transaction.in(org, () -> query.apply(transaction.handle())))
        : query.apply(open.handle());
  }

  /**
   * Does work in a transaction of its own, whatever becomes of the thread's: for what belongs to
   * the installation and must not be undone with a request.
   */
  public <T> T apart(Function<Handle, T> work) {
    return attempt(() -> outermost(false, transaction -> work.apply(transaction.handle())));
  }

  /** Joins the thread's transaction, or begins one that writes. */
  <T> T write(Function<OpenTransaction, T> work) {
    OpenTransaction open = current.get();
    if (open == null) {
      return attempt(() -> outermost(false, work));
    }
    if (open.isReadOnly()) {
      throw new IllegalStateException("a change can't be made inside of a read");
    }
    return open.join(() -> work.apply(open));
  }

  /** Joins the thread's transaction, which there has to be. */
  <T> T joined(Function<OpenTransaction, T> work) {
    OpenTransaction open = open();
    return open.join(() -> work.apply(open));
  }

  /** Joins the thread's transaction, or begins one that reads one snapshot and can't write. */
  <T> T read(Function<OpenTransaction, T> work) {
    OpenTransaction open = current.get();
    return open == null ? attempt(() -> outermost(true, work)) : work.apply(open);
  }

  private OpenTransaction open() {
    OpenTransaction open = current.get();
    if (open == null) {
      throw new IllegalStateException("this belongs into a transaction");
    }
    return open;
  }

  private <T> T outermost(boolean readOnly, Function<OpenTransaction, T> work) {
    List<Runnable> afterEnd = new ArrayList<>();
    try {
      OpenTransaction transaction;
      T result;
      try (Handle handle = jdbi.open()) {
        transaction = new OpenTransaction(handle, readOnly, afterEnd);
        result = committed(transaction, work);
      }
      transaction.afterCommit().forEach(JdbiTransactions::runAfterwards);
      return result;
    } finally {
      afterEnd.forEach(JdbiTransactions::runAfterwards);
    }
  }

  private <T> T committed(OpenTransaction transaction, Function<OpenTransaction, T> work) {
    Handle handle = transaction.bareHandle();
    OpenTransaction before = current.get();
    boolean done = false;
    current.set(transaction);
    try {
      handle.begin();
      T result = work.apply(transaction);
      transaction.requireWhole();
      handle.commit();
      done = true;
      return result;
    } finally {
      current.set(before);
      if (!done) {
        rollBack(handle);
      }
    }
  }

  private <T> T onOwnConnection(Function<Handle, T> query) {
    try (Handle handle = jdbi.open()) {
      boolean done = false;
      try {
        T result = query.apply(handle);
        done = true;
        return result;
      } finally {
        if (!done) {
          dropIfLost(handle);
        }
      }
    }
  }

  /** Does it again while it collides, and says in our words when the database is not there. */
  private <T> T attempt(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        Optional<DatabaseFailure> failure = DatabaseFailure.of(e);
        if (failure.isEmpty()) {
          throw e;
        }
        if (failure.get() != DatabaseFailure.COLLISION || attempt == ATTEMPTS || !pause(attempt)) {
          LOG.warn("database {} after {} attempts: {}", failure.get(), attempt, e.getMessage());
          throw failure.get().refusal();
        }
      }
    }
  }

  /** Returns false when the thread was interrupted instead. */
  private static boolean pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(5L << attempt));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException lost) {
      LOG.debug("a rollback was not possible, the server does it", lost);
      dropIfLost(handle);
    }
  }

  /** Keeps the pool from handing out a connection that is gone. */
  static void dropIfLost(Handle handle) {
    try {
      if (handle.getConnection().isClosed() || !handle.getConnection().isValid(1)) {
        handle.getConnection().unwrap(PooledConnection.class).setDiscarded(true);
      }
    } catch (SQLException e) {
      LOG.debug("a lost connection could not be dropped from the pool", e);
    }
  }

  private static void runAfterwards(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // The transaction is over: its caller must not hear that it failed.
      LOG.error("work after a transaction failed", e);
    }
  }
}
