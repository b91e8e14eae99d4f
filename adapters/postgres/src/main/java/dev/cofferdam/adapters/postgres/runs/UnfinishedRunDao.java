package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.application.runs.port.UnfinishedRuns.Unfinished;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the system role may see of runs. */
interface UnfinishedRunDao {
  @SqlQuery(
      """
      select org_id, run_id from runs where finished_at is null
      order by queued_at, run_id limit :limit
      """)
  List<UnfinishedRunRow> list(int limit);

  /** Which run it is. */
  record UnfinishedRunRow(UUID orgId, UUID runId) {
    Unfinished toUnfinished() {
      return new Unfinished(new OrgId(orgId), new RunId(runId));
    }
  }
}
