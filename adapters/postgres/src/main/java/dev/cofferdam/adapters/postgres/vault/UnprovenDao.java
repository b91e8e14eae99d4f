package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What is older than the tables of what audit entries commit to. */
interface UnprovenDao {
  String SECRETS =
      """
      select 0::bigint as entry_seq, v.environment_id, v.name, v.version,
        null::text as fingerprint, e.project_id, v.change, v.environment_version, v.updated_at,
        v.sealed
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and not exists (
        select from secret_proofs p where p.org_id = v.org_id
          and p.environment_id = v.environment_id and p.name = v.name and p.version = v.version)
      """;
  String IN_ORDER = " order by v.environment_id, v.name, v.version limit :limit";

  @SqlQuery(
      """
      select org_id from unproven_orgs
      where :after::uuid is null or org_id > :after order by org_id limit :limit
      """)
  List<UUID> orgs(@Nullable UUID after, int limit);

  /** Deleted is the newest setting; each knows the one before. */
  @SqlQuery(
      """
      select 0::bigint as entry_seq, s.environment_id, s.version, e.project_id, s.changed_at,
        s.name, s.parent_id, s.is_protected,
        case when lead(s.version) over line is null then e.deleted_at end as deleted_at,
        lag(s.name) over line as was_name, lag(s.parent_id) over line as was_parent_id,
        lag(s.is_protected) over line as was_protected, null::timestamptz as was_deleted_at
      from environment_settings s
      join environments e on e.org_id = s.org_id and e.environment_id = s.environment_id
      where s.org_id = :org and not exists (
        select from environment_states t
        where t.org_id = s.org_id and t.environment_id = s.environment_id)
      window line as (partition by s.environment_id order by s.version)
      order by s.environment_id, s.version
      """)
  List<VaultFactDao.EnvironmentStateRow> environments(UUID org);

  @SqlQuery(
      """
      select 0::bigint as entry_seq, p.project_id, p.name, p.deleted_at, null::text as was_name,
        null::timestamptz as was_deleted_at
      from projects p
      where p.org_id = :org and not exists (
        select from project_states t where t.org_id = p.org_id and t.project_id = p.project_id)
      order by p.project_id
      """)
  List<VaultFactDao.ProjectStateRow> projects(UUID org);

  @SqlQuery(SECRETS + IN_ORDER)
  List<VaultFactDao.SecretFactRow> first(UUID org, int limit);

  @SqlQuery(
      SECRETS
          + " and (v.environment_id, v.name, v.version) > (:environment, :name, :version)"
          + IN_ORDER)
  List<VaultFactDao.SecretFactRow> next(
      UUID org, UUID environment, String name, long version, int limit);

  @SqlBatch(
      value =
          """
      insert into secret_proofs (org_id, environment_id, name, version, entry_seq, fingerprint)
      values (:org, :environmentId, :name, :version, :entry, decode(:fingerprint, 'hex'))
      """,
      transactional = false)
  void proveSecrets(
      @Bind("org") UUID org, @Bind("entry") long entry, @BindRecord List<SecretProofRow> proofs);

  @SqlBatch(
      value =
          """
      insert into environment_states (org_id, environment_id, version, entry_seq, project_id,
        changed_at, name, parent_id, is_protected, deleted_at, was_name, was_parent_id,
        was_protected, was_deleted_at)
      values (:org, :environmentId, :version, :entry, :projectId, :changedAt, :name, :parentId,
        :isProtected, :deletedAt, :wasName, :wasParentId, :wasProtected, :wasDeletedAt)
      """,
      transactional = false)
  void proveEnvironments(
      @Bind("org") UUID org,
      @Bind("entry") long entry,
      @BindRecord List<VaultFactDao.EnvironmentStateRow> states);

  @SqlBatch(
      value =
          """
      insert into project_states
        (org_id, project_id, entry_seq, name, deleted_at, was_name, was_deleted_at)
      values (:org, :projectId, :entry, :name, :deletedAt, :wasName, :wasDeletedAt)
      """,
      transactional = false)
  void proveProjects(
      @Bind("org") UUID org,
      @Bind("entry") long entry,
      @BindRecord List<VaultFactDao.ProjectStateRow> states);

  @SqlUpdate("delete from unproven_orgs where org_id = :org")
  void done(UUID org);

  /**
   * A row for {@code secret_proofs}.
   *
   * @param fingerprint in hexadecimal
   */
  record SecretProofRow(
      UUID environmentId, String name, long version, Optional<String> fingerprint) {}
}
