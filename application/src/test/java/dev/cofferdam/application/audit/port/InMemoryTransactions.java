package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over the tables of one memory: each keeps its writes to itself until it commits, and
 * locks what it names until it ends. Safe for use by many threads.
 */
public final class InMemoryTransactions implements Transactions {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(45);

  @SuppressWarnings("ThreadLocalUsage") // each memory has transactions of its own
  private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

  private final List<InMemoryTable<?, ?>> tables = new ArrayList<>();
  private final Map<Object, Transaction> locks = new HashMap<>();

  /** One transaction under way. */
  static final class Transaction {
    private final Set<InMemoryTable<?, ?>> touched = new LinkedHashSet<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterEnd = new ArrayList<>();
    private final Deque<Door> doors = new ArrayDeque<>();
    private boolean doomed;
  }

  private record Door(OrgId org, boolean writable) {}

  @Override
  public <T> T required(Supplier<T> work) {
    return run(work, false);
  }

  @Override
  public void afterCommit(Runnable work) {
    running().afterCommit.add(work);
  }

  @Override
  public void afterEnd(Runnable work) {
    Transaction running = current.get();
    if (running == null) {
      work.run();
    } else {
      running.afterEnd.add(work);
    }
  }

  /** Runs work that sees one org, in the thread's transaction or in a new one. */
  <T> T within(OrgId org, boolean writable, Supplier<T> work) {
    return run(() -> behindDoor(org, writable, work), !writable);
  }

  /**
   * Waits for a lock, and keeps it until the thread's transaction ends.
   *
   * @param name equal for who means the same
   */
  public synchronized void lock(Object name) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!tryLock(name)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("deadlock over " + name);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + name, e);
      }
    }
  }

  /**
   * Takes a lock until the thread's transaction ends.
   *
   * @return false when another transaction has it
   */
  public synchronized boolean tryLock(Object name) {
    Transaction me = running();
    return locks.computeIfAbsent(name, unlocked -> me) == me;
  }

  synchronized void register(InMemoryTable<?, ?> table) {
    tables.add(table);
  }

  @Nullable Transaction currentOrNone() {
    return current.get();
  }

  /** The transaction that may write here, which has {@code table} among what it changed. */
  Transaction touching(InMemoryTable<?, ?> table) {
    Transaction transaction = running();
    Door door = transaction.doors.peek();
    if (door != null && !door.writable()) {
      throw new IllegalStateException("this transaction reads and can't write");
    }
    transaction.touched.add(table);
    return transaction;
  }

  boolean sees(OrgId org) {
    Transaction transaction = current.get();
    Door door = transaction == null ? null : transaction.doors.peek();
    return door != null && door.org().equals(org);
  }

  private <T> T run(Supplier<T> work, boolean frozen) {
    Transaction running = current.get();
    return running == null ? begin(work, frozen) : join(running, work);
  }

  private static <T> T join(Transaction running, Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      running.doomed |= !done;
    }
  }

  private <T> T begin(Supplier<T> work, boolean frozen) {
    Transaction transaction = new Transaction();
    if (frozen) {
      freeze(transaction);
    }
    current.set(transaction);
    try {
      T result = committed(transaction, work);
      transaction.afterCommit.forEach(Runnable::run);
      return result;
    } finally {
      transaction.afterEnd.forEach(Runnable::run);
    }
  }

  private <T> T committed(Transaction transaction, Supplier<T> work) {
    try {
      T result = work.get();
      commit(transaction);
      return result;
    } finally {
      current.remove();
      end(transaction);
    }
  }

  private <T> T behindDoor(OrgId org, boolean writable, Supplier<T> work) {
    Deque<Door> doors = running().doors;
    boolean readOnly = doors.stream().anyMatch(door -> !door.writable());
    if (readOnly && writable) {
      throw new IllegalStateException("this transaction reads and can't write");
    }
    doors.push(new Door(org, writable));
    try {
      return work.get();
    } finally {
      doors.pop();
    }
  }

  private synchronized void freeze(Transaction transaction) {
    tables.forEach(table -> table.freeze(transaction));
  }

  private synchronized void commit(Transaction transaction) {
    if (transaction.doomed) {
      throw new IllegalStateException("work in this transaction failed, so all of it is undone");
    }
    transaction.touched.forEach(table -> table.apply(transaction));
  }

  private synchronized void end(Transaction transaction) {
    tables.forEach(table -> table.forget(transaction));
    locks.values().removeIf(holder -> holder == transaction);
    notifyAll();
  }

  private Transaction running() {
    Transaction transaction = current.get();
    if (transaction == null) {
      throw new IllegalStateException("this needs a transaction");
    }
    return transaction;
  }
}
