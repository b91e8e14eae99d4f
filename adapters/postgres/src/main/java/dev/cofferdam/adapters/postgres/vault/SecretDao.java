package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Keys and the versions of their secrets. */
interface SecretDao {
  @SqlQuery(
      """
      select version from secrets
      where org_id = :org and environment_id = :environment and name = :name
      """)
  Optional<Long> lastVersion(UUID org, UUID environment, String name);

  /** Returns 0 when the key has this version already or a newer one, and then adds nothing. */
  @SqlUpdate(
      """
      with head as (
        insert into secrets (org_id, environment_id, name, version)
        values (:orgId, :environmentId, :name, :version)
        on conflict (org_id, environment_id, name)
        do update set version = :version, deleted = false where secrets.version < :version
        returning 1
      ), moved as (
        update environments set version = version + 1
        where org_id = :orgId and environment_id = :environmentId returning 1
      )
      insert into secret_versions
        (org_id, environment_id, name, version, sealed, note, updated_by, updated_at)
      select :orgId, :environmentId, :name, :version, :sealed, :note, :updatedBy, :updatedAt
      from head, moved
      """)
  int put(@BindRecord SecretRow secret);

  @SqlQuery(
      """
      select v.org_id, e.project_id, v.environment_id, v.name, v.version, v.sealed, v.note,
        v.updated_by, v.updated_at
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      join secrets s on s.org_id = v.org_id and s.environment_id = v.environment_id
        and s.name = v.name and s.version = v.version and not s.deleted
      where v.org_id = :org and v.environment_id = :environment and v.name = :name
      """)
  Optional<SecretRow> current(UUID org, UUID environment, String name);

  @SqlQuery(
      """
      select v.org_id, e.project_id, v.environment_id, v.name, v.version, v.sealed, v.note,
        v.updated_by, v.updated_at
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and v.environment_id = :environment and v.name = :name
        and v.version = :version
      """)
  Optional<SecretRow> version(UUID org, UUID environment, String name, long version);

  @SqlQuery(
      """
      select v.org_id, e.project_id, v.environment_id, v.name, v.version, v.sealed, v.note,
        v.updated_by, v.updated_at
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      join secrets s on s.org_id = v.org_id and s.environment_id = v.environment_id
        and s.name = v.name and s.version = v.version and not s.deleted
      where v.org_id = :org and v.environment_id = :environment and v.name > :after
      order by v.name limit :limit
      """)
  List<SecretRow> list(UUID org, UUID environment, String after, int limit);
}
