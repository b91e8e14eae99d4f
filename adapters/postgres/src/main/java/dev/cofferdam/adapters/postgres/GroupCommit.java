package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit entries that go with no change, and writes of single secrets with theirs, of many orgs in
 * one commit. One thread with one connection takes what waits, up to {@value #BATCH} at a time, and
 * never waits for a lock:
 *
 * <ol>
 *   <li>Orgs whose ledger head is known are appended to in one statement, which compares the head
 *       with what it was taken for.
 *   <li>Those that another transaction has moved meanwhile are locked, as far as nobody holds them,
 *       read and appended to.
 *   <li>The rest is for the {@link Stragglers}.
 * </ol>
 *
 * Of one org's, those that change nothing come first, and both kinds keep their order. This thread
 * tells callers how it ended and does little of their work: a write that goes on top of another one
 * is planned again here.
 */
public final class GroupCommit implements AutoCloseable {
  static final int BATCH = 256;
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long IDLE_MILLIS = 200;

  private final ConnectionPool pool;
  private final Clock clock;
  private final Semaphore room;
  private final LinkedBlockingQueue<WaitingEntry> queue = new LinkedBlockingQueue<>();
  private final KnownHeads heads = new KnownHeads();
  private final Consumer<OrgId> told;
  private final Stragglers stragglers;
  private final Thread thread;
  private boolean closed;

  private GroupCommit(
      ConnectionPool pool,
      JdbiTransactions transactions,
      Clock clock,
      int capacity,
      Consumer<OrgId> told) {
    this.pool = pool;
    this.clock = clock;
    this.room = new Semaphore(capacity);
    this.told = told;
    this.stragglers = new Stragglers(transactions, heads, clock, this::ring);
    this.thread = new Thread(this::run, "group-commit");
    thread.setDaemon(true);
  }

  /**
   * Starts the thread.
   *
   * @param pool of one connection, which nobody else uses
   * @param transactions of the same role, for orgs that another transaction holds
   * @param capacity how many entries may wait at a time
   * @param told hears of each org that events are told of, after the commit; quick, and never waits
   */
  public static GroupCommit start(
      ConnectionPool pool,
      JdbiTransactions transactions,
      Clock clock,
      int capacity,
      Consumer<OrgId> told) {
    GroupCommit commits = new GroupCommit(pool, transactions, clock, capacity, told);
    commits.thread.start();
    return commits;
  }

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code overloaded} when as many wait as may
   */
  synchronized void add(WaitingEntry entry) {
    if (closed || !room.tryAcquire()) {
      throw WaitingEntry.overloaded();
    }
    entry.whenSettled(room::release);
    queue.add(entry);
  }

  private void run() {
    List<WaitingEntry> batch = new ArrayList<>(BATCH);
    while (hasMore()) {
      try {
        @Nullable WaitingEntry first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          commit(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized boolean hasMore() {
    return !closed || !queue.isEmpty();
  }

  private void commit(List<WaitingEntry> batch) {
    Map<OrgId, List<WaitingEntry>> byOrg = new LinkedHashMap<>();
    for (WaitingEntry entry : batch) {
      if (!entry.isSettled() && !stragglers.takeBehindOthers(entry)) {
        byOrg.computeIfAbsent(entry.org(), none -> new ArrayList<>()).add(entry);
      }
    }
    if (byOrg.isEmpty()) {
      return;
    }
    try (Handle handle = pool.jdbi().open()) {
      boolean done = false;
      try {
        byOrg.keySet().removeAll(behindKnownHeads(handle, byOrg));
        byOrg.keySet().removeAll(behindLockedHeads(handle, byOrg));
        done = true;
      } finally {
        if (!done) {
          JdbiTransactions.dropIfLost(handle);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("a group commit failed, its entries are tried again: {}", e.toString());
    }
    byOrg.forEach(stragglers::take);
  }

  /**
   * A head that is known was there: entries for an earlier state come too late, whatever the head
   * is by now, and only one for a later state says that it is out of date.
   *
   * @return the orgs that are done with
   */
  private Set<OrgId> behindKnownHeads(Handle handle, Map<OrgId, List<WaitingEntry>> byOrg) {
    List<ChainPlan> plans = new ArrayList<>();
    byOrg.forEach(
        (org, entries) ->
            heads
                .of(org)
                .filter(head -> entries.stream().noneMatch(e -> e.isAheadOf(head.state())))
                .ifPresent(head -> plans.add(ChainPlan.behind(head, entries, clock.instant()))));
    return append(handle, plans);
  }

  /** Returns the orgs that are done with. */
  private Set<OrgId> behindLockedHeads(Handle handle, Map<OrgId, List<WaitingEntry>> byOrg) {
    if (byOrg.isEmpty()) {
      return Set.of();
    }
    boolean done = false;
    handle.begin();
    try {
      LedgerRows rows = new LedgerRows(handle.getConnection());
      List<ChainPlan> plans = plansBehind(rows.lockFree(byOrg.keySet()), byOrg);
      List<ChainStep> steps = steps(plans);
      if (rows.appendAll(steps).size() != steps.size()) {
        throw new IllegalStateException("a ledger head is not where it was locked");
      }
      plans.forEach(ChainPlan::attempt);
      handle.commit();
      done = true;
      plans.forEach(this::recorded);
      return plans.stream().map(ChainPlan::org).collect(Collectors.toUnmodifiableSet());
    } finally {
      if (!done) {
        JdbiTransactions.rollBack(handle);
      }
    }
  }

  private List<ChainPlan> plansBehind(
      Map<OrgId, LedgerHead> locked, Map<OrgId, List<WaitingEntry>> byOrg) {
    List<ChainPlan> plans = new ArrayList<>();
    byOrg.forEach(
        (org, entries) -> {
          LedgerHead head = locked.get(org);
          if (head != null) {
            plans.add(ChainPlan.behind(head, entries, clock.instant()));
          }
        });
    return plans;
  }

  private static List<ChainStep> steps(List<ChainPlan> plans) {
    return plans.stream().map(ChainPlan::step).filter(step -> !step.isEmpty()).toList();
  }

  private Set<OrgId> append(Handle handle, List<ChainPlan> plans) {
    Set<OrgId> appended;
    try {
      appended = new LedgerRows(handle.getConnection()).appendAll(steps(plans));
    } catch (UncheckedSqlException e) {
      plans.forEach(ChainPlan::attempt);
      throw e;
    }
    Set<OrgId> done = new HashSet<>();
    for (ChainPlan plan : plans) {
      if (plan.step().isEmpty() || appended.contains(plan.org())) {
        recorded(plan);
        done.add(plan.org());
      } else {
        heads.forget(plan.org());
      }
    }
    return done;
  }

  private void recorded(ChainPlan plan) {
    heads.put(plan.step().to());
    if (plan.step().tells()) {
      ring(plan.org());
    }
    plan.recorded();
  }

  private void ring(OrgId org) {
    try {
      told.accept(org);
    } catch (RuntimeException e) {
      // They are committed, and who follows looks by itself too.
      LOG.error("work after events were told failed", e);
    }
  }

  /** Takes no more entries, and ends when those that wait are settled. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stragglers.close();
    pool.close();
  }
}
