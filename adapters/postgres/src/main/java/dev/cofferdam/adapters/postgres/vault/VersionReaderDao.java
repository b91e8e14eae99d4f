package dev.cofferdam.adapters.postgres.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Who read what. */
interface VersionReaderDao {
  /**
   * A version is what all of its environment's keys are read with from the environment's version
   * that made it on until the one that made the next; through a branch, where no environment in
   * front of its own said anything of the key.
   */
  String READERS =
      """
      with versions as (
        select v.version, v.change, v.environment_version as since,
          lead(v.environment_version) over (order by v.version) as until
        from secret_versions v
        where v.org_id = :org and v.environment_id = :environment and v.name = :name
      ), found as (
        select a.version, r.actor_kind, r.actor_id, r.reads, r.last_at
        from versions a
        join secret_reads r on r.org_id = :org and r.environment_id = :environment
          and r.name = :name and r.version = a.version
        where a.version = any(:versions)
        union all
        select a.version, r.actor_kind, r.actor_id, r.reads, r.last_at
        from versions a
        join secret_reads r on r.org_id = :org and r.environment_id = :environment
          and r.name = '' and r.version >= a.since and (a.until is null or r.version < a.until)
        where a.version = any(:versions) and a.change in ('set', 'restore') and not exists (
          select from unnest(string_to_array(r.nearer, ' ')) n(place)
          cross join lateral (
            select w.change from secret_versions w
            where w.org_id = :org and w.environment_id = split_part(n.place, '@', 1)::uuid
              and w.name = :name
              and w.environment_version <= split_part(n.place, '@', 2)::bigint
            order by w.version desc limit 1
          ) said
          where said.change <> 'delete')
      ), readers as (
        select version, actor_kind, actor_id, sum(reads)::bigint as reads, max(last_at) as last_at
        from found group by version, actor_kind, actor_id
      )
      """;

  @SqlQuery(
      READERS
          + """
      , numbered as (
        select r.*, count(*) over (partition by version) as total,
          row_number() over (
            partition by version order by last_at desc, actor_kind, actor_id) as number
        from readers r
      )
      select version, actor_kind, actor_id, reads, last_at, total
      from numbered where number <= :most order by version, number
      """)
  List<ReaderRow> readersOf(UUID org, UUID environment, String name, Long[] versions, int most);

  @SqlQuery(
      READERS
          + """
      select version, actor_kind, actor_id, reads, last_at, 0::bigint as total
      from readers
      where (actor_kind collate "C", actor_id collate "C") > (:kind, :id)
      order by actor_kind collate "C", actor_id collate "C" limit :limit
      """)
  List<ReaderRow> page(
      UUID org, UUID environment, String name, Long[] versions, String kind, String id, int limit);

  /**
   * @param total how many read this version
   */
  record ReaderRow(
      long version, String actorKind, String actorId, long reads, Instant lastAt, long total) {}
}
