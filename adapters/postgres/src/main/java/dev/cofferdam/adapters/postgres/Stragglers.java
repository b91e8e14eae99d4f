package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that could not go with the others: another transaction holds their org's ledger head, the
 * outcome of their commit is not known, or it failed. Here each org's have transactions of their
 * own, under the policy of that one org, and wait for the head. An entry that was sent already is
 * looked for before it is written again, by its place and hash; where one fails with others, each
 * is tried alone.
 */
final class Stragglers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);
  private static final int THREADS = 4;
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 200;

  private final JdbiTransactions transactions;
  private final KnownHeads heads;
  private final Clock clock;
  private final Consumer<OrgId> told;
  private final ExecutorService executor;
  private final Map<OrgId, List<WaitingEntry>> waiting = new HashMap<>();

  /**
   * @param told hears of each org that events are told of, after the commit
   */
  Stragglers(JdbiTransactions transactions, KnownHeads heads, Clock clock, Consumer<OrgId> told) {
    this.transactions = transactions;
    this.heads = heads;
    this.clock = clock;
    this.told = told;
    this.executor =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "group-commit-stragglers");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes an entry if others of its org are here, which it must not overtake. */
  synchronized boolean takeBehindOthers(WaitingEntry entry) {
    List<WaitingEntry> others = waiting.get(entry.org());
    return others != null && others.add(entry);
  }

  synchronized void take(OrgId org, List<WaitingEntry> entries) {
    List<WaitingEntry> others = waiting.get(org);
    if (others != null) {
      others.addAll(entries);
      return;
    }
    waiting.put(org, new ArrayList<>(entries));
    executor.execute(() -> settleAll(org));
  }

  private void settleAll(OrgId org) {
    for (List<WaitingEntry> next = next(org); !next.isEmpty(); next = next(org)) {
      settle(org, next);
    }
  }

  /** Up to a batch of what waits; when there is nothing, the org is no straggler any more. */
  private synchronized List<WaitingEntry> next(OrgId org) {
    List<WaitingEntry> all = waiting.getOrDefault(org, new ArrayList<>());
    all.removeIf(WaitingEntry::isSettled);
    List<WaitingEntry> head = all.subList(0, Math.min(all.size(), GroupCommit.BATCH));
    List<WaitingEntry> next = List.copyOf(head);
    head.clear();
    if (next.isEmpty()) {
      waiting.remove(org);
    }
    return next;
  }

  private void settle(OrgId org, List<WaitingEntry> entries) {
    try {
      settleTogether(org, entries);
    } catch (Refusal refused) {
      entries.forEach(entry -> entry.fail(refused));
    } catch (RuntimeException failed) {
      if (entries.size() == 1) {
        LOG.error("an audit entry can't be written", failed);
        entries.get(0).fail(failed);
        return;
      }
      for (WaitingEntry entry : entries) {
        settle(org, List.of(entry));
      }
    }
  }

  private void settleTogether(OrgId org, List<WaitingEntry> entries) {
    for (int attempt = 1; ; attempt++) {
      List<WaitingEntry> left = entries.stream().filter(entry -> !entry.isSettled()).toList();
      try {
        Settled settled = transactions.write(t -> t.in(org, () -> write(t, org, left)));
        heads.put(settled.plan().step().to());
        if (settled.tellsEvents()) {
          told.accept(org);
        }
        settled.tell();
        return;
      } catch (Refusal refused) {
        if (refused.kind() != Refusal.Kind.UNAVAILABLE || attempt == ATTEMPTS || !pause()) {
          throw refused;
        }
      }
    }
  }

  private record Settled(ChainPlan plan, List<WaitingEntry> found) {
    void tell() {
      found.forEach(entry -> entry.written(entry.attempted().orElseThrow()));
      found.forEach(entry -> entry.recorded(entry.attempted().orElseThrow()));
      plan.recorded();
    }

    boolean tellsEvents() {
      return plan.step().tells() || found.stream().anyMatch(WaitingEntry::isWrite);
    }
  }

  private Settled write(OpenTransaction transaction, OrgId org, List<WaitingEntry> entries) {
    LedgerRows rows = new LedgerRows(transaction.bareHandle().getConnection());
    Optional<LedgerHead> locked = rows.lock(org);
    transaction.serverIsIn(org);
    LedgerHead head = locked.orElseThrow(() -> Refusal.notFound("org"));
    List<WaitingEntry> found = new ArrayList<>();
    List<WaitingEntry> missing = new ArrayList<>();
    for (WaitingEntry entry : entries) {
      (isWritten(rows, entry) ? found : missing).add(entry);
    }
    ChainPlan plan = ChainPlan.behind(head, missing, clock.instant());
    if (!plan.step().isEmpty()) {
      rows.append(plan.step());
      plan.attempt();
    }
    return new Settled(plan, found);
  }

  /** The head is locked: whoever tried to write it has done so by now, or can't any more. */
  private static boolean isWritten(LedgerRows rows, WaitingEntry entry) {
    return entry
        .attempted()
        .map(ChainStep.Link::entry)
        .filter(chained -> rows.contains(entry.org(), chained.seq(), chained.hash()))
        .isPresent();
  }

  /** Returns false when the thread was interrupted instead. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits a moment for those that are under way. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
