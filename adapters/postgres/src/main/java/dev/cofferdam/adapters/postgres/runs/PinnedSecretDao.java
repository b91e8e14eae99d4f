package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Which versions of which secrets runs get, and from where they may. */
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
          insert into run_secrets (org_id, run_id, project_name, environment_name, name,
            environment_id, version, injected)
          values (:org, :run, :projectName, :environmentName, :name,
            :environmentId, :version, :injected)
          """,
      transactional = false)
  void add(UUID org, UUID run, @BindRecord List<PinnedSecretRow> secrets);

  @SqlQuery(
      """
      select s.project_name, s.environment_name, s.name, e.project_id, s.environment_id,
        s.version, s.injected
      from run_secrets s
      join environments e on e.org_id = s.org_id and e.environment_id = s.environment_id
      where s.org_id = :org and s.run_id = :run
      order by s.project_name, s.environment_name, s.name
      """)
  List<PinnedSecretRow> of(UUID org, UUID run);

  @SqlBatch(
      value =
          """
          insert into run_reach (org_id, run_id, environment_id, is_protected)
          values (:org, :run, :environmentId, :isProtected)
          """,
      transactional = false)
  void addReach(UUID org, UUID run, @BindRecord List<ReachedRow> environments);

  @SqlQuery(
      """
      select environment_id, is_protected from run_reach where org_id = :org and run_id = :run
      """)
  List<ReachedRow> reach(UUID org, UUID run);

  /** The newest of each version, so that the index is read no further. */
  @SqlQuery(
      """
      select v.version, r.run_id from unnest(:versions) v (version) cross join lateral (
        select distinct s.run_id from run_secrets s
        where s.org_id = :org and s.environment_id = :environment and s.name = :name
          and s.version = v.version
        order by s.run_id desc limit :most) r
      order by v.version, r.run_id desc
      """)
  List<VersionRunRow> runsOf(UUID org, UUID environment, String name, Long[] versions, int most);

  @SqlQuery(
      """
      select distinct run_id from run_secrets
      where org_id = :org and environment_id = :environment and name = :name
        and version = :version and (:before::uuid is null or run_id < :before)
      order by run_id desc limit :limit
      """)
  List<UUID> runsOfPage(
      UUID org, UUID environment, String name, long version, @Nullable UUID before, int limit);

  /** A version of a secret, and a run that got it. */
  record VersionRunRow(long version, UUID runId) {}
}
