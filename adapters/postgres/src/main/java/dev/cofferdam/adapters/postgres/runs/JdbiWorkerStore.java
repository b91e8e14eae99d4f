package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.WorkerStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Worker;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Workers in PostgreSQL. Each beat forgets workers that have been silent for a day. */
public final class JdbiWorkerStore implements WorkerStore {
  private final JdbiTransactions transactions;

  public JdbiWorkerStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void beat(Worker worker, Instant at) {
    List<UUID> orgs = worker.orgs().stream().map(OrgId::value).toList();
    transactions.required(
        () -> {
          WorkerDao dao = transactions.handle().attach(WorkerDao.class);
          dao.beat(worker.id(), worker.pool(), orgs, worker.slots(), worker.draining(), at);
          return dao.forget();
        });
  }

  @Override
  public void retire(String worker) {
    transactions.required(() -> transactions.handle().attach(WorkerDao.class).retire(worker));
  }

  @Override
  public List<Seen> since(Instant at) {
    return transactions.look(handle -> handle.attach(WorkerDao.class).since(at)).stream()
        .map(WorkerRow::toSeen)
        .toList();
  }

  /** Rows of {@code workers}. */
  interface WorkerDao {
    @SqlUpdate(
        """
        insert into workers (worker_id, pool, orgs, slots, draining, seen_at)
        values (:id, :pool, :orgs, :slots, :draining, :at)
        on conflict (worker_id) do update set pool = excluded.pool, orgs = excluded.orgs,
          slots = excluded.slots, draining = excluded.draining, seen_at = excluded.seen_at
        """)
    void beat(String id, String pool, List<UUID> orgs, int slots, boolean draining, Instant at);

    @SqlUpdate("delete from workers where seen_at < clock_timestamp() - interval '1 day'")
    int forget();

    @SqlUpdate("delete from workers where worker_id = :worker")
    int retire(String worker);

    @SqlQuery(
        """
        select worker_id, orgs, slots, draining, seen_at from workers where seen_at >= :at
        order by worker_id
        """)
    List<WorkerRow> since(Instant at);
  }

  /** A row of {@code workers}. */
  record WorkerRow(String workerId, List<UUID> orgs, int slots, boolean draining, Instant seenAt) {
    Seen toSeen() {
      return new Seen(
          new Worker(
              workerId,
              orgs.stream().map(OrgId::new).collect(Collectors.toUnmodifiableSet()),
              slots,
              draining),
          seenAt);
    }
  }
}
