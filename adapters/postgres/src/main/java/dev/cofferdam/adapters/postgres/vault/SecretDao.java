package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Keys and the versions of their secrets. */
interface SecretDao {
  String FROM_HEADS =
      """
      from secrets s
      join secret_versions v on v.org_id = s.org_id and v.environment_id = s.environment_id
        and v.name = s.name and v.version = s.version
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where s.org_id = :org and s.environment_id = any(:environments) and s.state <> 'deleted'
      """;
  String THEN =
      """
      with newest as (
        select distinct on (environment_id, name) environment_id, name, version
        from secret_versions
        where org_id = :org and environment_id = any(:environments) and updated_at <= :at
          and (:name::text is null or name = :name)
        order by environment_id, name, version desc
      )
      """;
  String FROM_THEN =
      """
      from newest n
      join secret_versions v on v.org_id = :org and v.environment_id = n.environment_id
        and v.name = n.name and v.version = n.version and v.change <> 'delete'
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      order by v.name
      """;
  String VALUE =
      """
      select v.org_id, e.project_id, v.environment_id, v.name, v.version, v.sealed, v.change,
        v.note, v.updated_by, v.updated_at
      """;
  String NO_VALUE =
      """
      select v.org_id, e.project_id, v.environment_id, v.name, v.version,
        null::bytea as sealed, v.change, v.note, v.updated_by, v.updated_at
      """;

  String OF_EACH =
      """
      join secret_versions v on v.org_id = :org and v.environment_id = s.environment_id
        and v.name = s.name and v.version = s.version
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      order by v.name
      """;

  @SqlQuery(
      """
      select name, version, state = 'set' as has_value from secrets
      where org_id = :org and environment_id = :environment and name = any(:names)
      """)
  List<SecretHeadRow> heads(UUID org, UUID environment, String[] names);

  /**
   * Returns 0 where a key has this version already or a newer one, and then adds nothing.
   *
   * @param steps by how much each moves the environment's version
   * @param entries the places of the audit entries that commit to them
   * @param fingerprints of those that have a value, in hexadecimal
   */
  @SqlBatch(
      value =
          """
      with head as (
        insert into secrets (org_id, environment_id, name, version, state)
        values (:orgId, :environmentId, :name, :version, :state)
        on conflict (org_id, environment_id, name)
        do update set version = :version, state = :state where secrets.version < :version
        returning 1
      ), moved as (
        update environments
        set version = version + :step, changed_at = greatest(changed_at, :updatedAt)
        where org_id = :orgId and environment_id = :environmentId returning version
      ), proven as (
        insert into secret_proofs
          (org_id, environment_id, name, version, entry_seq, fingerprint)
        select :orgId, :environmentId, :name, :version, :entry, decode(:fingerprint, 'hex')
        from head
      )
      insert into secret_versions
        (org_id, environment_id, name, version, sealed, change, note, updated_by, updated_at,
          environment_version)
      select :orgId, :environmentId, :name, :version, :sealed, :change, :note, :updatedBy,
        :updatedAt, moved.version
      from head, moved
      """,
      transactional = false)
  int[] put(
      @BindRecord List<SecretRow> secrets,
      @Bind("state") List<String> states,
      @Bind("step") List<Integer> steps,
      @Bind("entry") List<Long> entries,
      @Bind("fingerprint") List<Optional<String>> fingerprints);

  @SqlQuery(
      VALUE
          + """
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and v.environment_id = :environment and v.name = :name
        and v.version = :version
      """)
  Optional<SecretRow> version(UUID org, UUID environment, String name, long version);

  @SqlQuery(VALUE + FROM_HEADS + " and s.name = :name")
  List<SecretRow> override(UUID org, UUID[] environments, String name);

  @SqlQuery(VALUE + FROM_HEADS + " order by s.name")
  List<SecretRow> overrides(UUID org, UUID[] environments);

  @SqlQuery(NO_VALUE + FROM_HEADS + " order by s.name")
  List<SecretRow> names(UUID org, UUID[] environments);

  @SqlQuery(THEN + VALUE + FROM_THEN)
  List<SecretRow> overridesAt(UUID org, UUID[] environments, Optional<String> name, Instant at);

  @SqlQuery(THEN + NO_VALUE + FROM_THEN)
  List<SecretRow> namesAt(UUID org, UUID[] environments, Optional<String> name, Instant at);

  /** Walks along the primary key, once for each environment. */
  @SqlQuery(
      NO_VALUE
          + """
      from unnest(:environments) asked(id)
      cross join lateral (
        select h.environment_id, h.name, h.version from secrets h
        where h.org_id = :org and h.environment_id = asked.id and h.state <> 'deleted'
          and h.name > :after and h.name >= :from and h.name < :until
        order by h.name limit :most
      ) s
      """
          + OF_EACH)
  List<SecretRow> namesOf(
      UUID org, UUID[] environments, String after, String from, String until, int most);

  @SqlQuery(
      NO_VALUE
          + """
      from unnest(:environments) asked(id)
      cross join lateral (
        select n.environment_id, n.name, n.version
        from (
          select distinct on (w.name) w.environment_id, w.name, w.version, w.change
          from secret_versions w
          where w.org_id = :org and w.environment_id = asked.id and w.updated_at <= :at
            and w.name > :after and w.name >= :from and w.name < :until
          order by w.name, w.version desc
        ) n
        where n.change <> 'delete'
        order by n.name limit :most
      ) s
      """
          + OF_EACH)
  List<SecretRow> namesOfAt(
      UUID org, UUID[] environments, Instant at, String after, String from, String until, int most);

  /**
   * @param environments null for all
   */
  @SqlQuery(
      NO_VALUE
          + """
      from secrets s
      join environments e on e.org_id = s.org_id and e.environment_id = s.environment_id
        and e.deleted_at is null and (:evenProtected or not e.is_protected)
      join projects p on p.org_id = e.org_id and p.project_id = e.project_id
        and p.deleted_at is null
      join secret_versions v on v.org_id = s.org_id and v.environment_id = s.environment_id
        and v.name = s.name and v.version = s.version
      where s.org_id = :org and s.state = 'set' and position(:part in upper(s.name)) > 0
        and (:environments::uuid[] is null or s.environment_id = any(:environments))
        and (s.name, s.environment_id) > (:afterName, :afterEnvironment)
      order by s.name, s.environment_id limit :most
      """)
  List<SecretRow> search(
      UUID org,
      String part,
      UUID @Nullable [] environments,
      boolean evenProtected,
      String afterName,
      UUID afterEnvironment,
      int most);

  @SqlQuery(
      NO_VALUE
          + """
      from secret_versions v
      join environments e on e.org_id = v.org_id and e.environment_id = v.environment_id
      where v.org_id = :org and v.environment_id = :environment and v.name = :name
        and v.version < :before
      order by v.version desc limit :limit
      """)
  List<SecretRow> history(UUID org, UUID environment, String name, long before, int limit);
}
