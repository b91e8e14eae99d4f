package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** How often something was tried. */
interface AttemptDao {
  /** In one order, so that who locks several of the same keys can't stop each other. */
  @SqlUpdate(
      """
      insert into attempts (key, count, last_at)
      select wanted, 0, :now from unnest(:keys) wanted order by wanted
      on conflict (key) do nothing
      """)
  void addMissing(List<String> keys, Instant now);

  @SqlQuery(
      """
      select key, count, last_at, succeeded_at from attempts
      where key = any(:keys) order by key for update
      """)
  List<AttemptRow> lock(List<String> keys);

  @SqlUpdate(
      """
      update attempts set count = :count, last_at = :lastAt, succeeded_at = :succeededAt
      where key = :key
      """)
  void put(String key, int count, Instant lastAt, Optional<Instant> succeededAt);

  @SqlUpdate("delete from attempts where last_at < :before")
  void forget(Instant before);

  /** A row of {@code attempts}. */
  record AttemptRow(String key, int count, Instant lastAt, Optional<Instant> succeededAt) {}
}
