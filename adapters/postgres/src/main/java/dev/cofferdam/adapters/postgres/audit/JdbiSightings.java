package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.audit.port.Sightings;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Adds readers in the transaction of a change, as {@code append.sql} does for all others. */
public final class JdbiSightings implements Sightings {
  private static final String ADD =
      """
      insert into secret_reads as r
        (org_id, environment_id, name, version, nearer, actor_kind, actor_id, reads, last_at,
          last_seq)
      values (:org, :environment, :name, :version, :nearer, :kind, :id, 1, :at, :seq)
      on conflict (org_id, environment_id, name, version, nearer, actor_kind, actor_id)
      do update set
        reads = r.reads + 1, last_at = greatest(r.last_at, excluded.last_at),
        last_seq = excluded.last_seq
      """;

  private final JdbiTransactions transactions;

  public JdbiSightings(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(OrgId org, ChainedEntry entry, List<Seen> seen) {
    if (seen.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = transactions.handle().prepareBatch(ADD)) {
      for (Seen each : seen) {
        batch
            .bind("org", org.value())
            .bind("environment", each.environment().value())
            .bind("name", each.key())
            .bind("version", each.version())
            .bind("nearer", each.nearer())
            .bind("kind", entry.actorKind())
            .bind("id", entry.actorId())
            .bind("at", entry.at())
            .bind("seq", entry.seq())
            .add();
      }
      batch.execute();
    }
  }
}
