package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.application.access.port.SealedBytes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** People's keysets. */
interface PersonKeyDao {
  @SqlQuery(
      """
      select master_key_id, wrapped_keyset from person_keys
      where user_id = :person and destroyed_at is null
      """)
  Optional<PersonKeyRow> find(UUID person);

  @SqlUpdate(
      """
      insert into person_keys (user_id, master_key_id, wrapped_keyset)
      values (:person, :masterKeyId, :keyset)
      on conflict (user_id) do nothing
      """)
  int addIfAbsent(UUID person, String masterKeyId, SealedBytes keyset);

  @SqlUpdate(
      """
      insert into person_keys (user_id, destroyed_at) values (:person, now())
      on conflict (user_id) do update set
        master_key_id = null,
        wrapped_keyset = null,
        destroyed_at = coalesce(person_keys.destroyed_at, excluded.destroyed_at)
      """)
  int destroy(UUID person);

  @SqlQuery(
      """
      select user_id from person_keys
      where master_key_id <> :masterKeyId order by user_id limit :limit
      """)
  List<UUID> notWrappedBy(String masterKeyId, int limit);

  @SqlUpdate(
      """
      update person_keys set master_key_id = :masterKeyId, wrapped_keyset = :after
      where user_id = :person and wrapped_keyset = :before
      """)
  int replace(UUID person, SealedBytes before, String masterKeyId, SealedBytes after);

  /** A row of {@code person_keys} that has its keyset. */
  record PersonKeyRow(String masterKeyId, SealedBytes wrappedKeyset) {}
}
