package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Which versions of which secrets runs get. */
interface PinnedSecretDao {
  /** Returns 0 when it had been decided before. */
  @SqlUpdate(
      """
      update runs set secrets_pinned = true
      where org_id = :org and run_id = :run and not secrets_pinned
      """)
  int decide(UUID org, UUID run);

  @SqlBatch(
      value =
          """
          insert into run_secrets (org_id, run_id, environment_id, name, version)
          values (:org, :run, :environmentId, :name, :version)
          """,
      transactional = false)
  void add(UUID org, UUID run, @BindRecord List<PinnedSecretRow> secrets);

  @SqlQuery(
      """
      select e.project_id, s.environment_id, s.name, s.version from run_secrets s
      join environments e on e.org_id = s.org_id and e.environment_id = s.environment_id
      where s.org_id = :org and s.run_id = :run order by s.name
      """)
  List<PinnedSecretRow> of(UUID org, UUID run);
}
