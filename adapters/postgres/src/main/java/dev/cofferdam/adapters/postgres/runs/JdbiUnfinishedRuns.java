package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.util.List;
import java.util.UUID;

/** Unfinished runs of all orgs, as the system role sees them. */
public final class JdbiUnfinishedRuns implements UnfinishedRuns {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiUnfinishedRuns(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Unfinished> list(int limit) {
    return system.look(
        handle ->
            handle
                .createQuery(
                    """
                    select org_id, run_id from runs where finished_at is null
                    order by queued_at, run_id limit :limit
                    """)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Unfinished(
                            new OrgId(row.getObject("org_id", UUID.class)),
                            new RunId(row.getObject("run_id", UUID.class))))
                .list());
  }
}
