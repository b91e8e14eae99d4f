package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.application.access.port.SealedBytes;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The installation's keysets. */
interface InstanceKeyDao {
  @SqlQuery("select master_key_id, wrapped_keyset from instance_keys where name = :name")
  Optional<KeysetRow> find(String name);

  @SqlUpdate(
      """
      insert into instance_keys (name, master_key_id, wrapped_keyset)
      values (:name, :masterKeyId, :keyset)
      on conflict (name) do nothing
      """)
  int addIfAbsent(String name, String masterKeyId, SealedBytes keyset);

  @SqlQuery("select name, master_key_id, wrapped_keyset from instance_keys order by name")
  List<NamedKeysetRow> all();

  @SqlUpdate(
      """
      update instance_keys set master_key_id = :masterKeyId, wrapped_keyset = :after
      where name = :name and wrapped_keyset = :before
      """)
  int replace(String name, SealedBytes before, String masterKeyId, SealedBytes after);

  /** A row of {@code instance_keys} with its name. */
  record NamedKeysetRow(String name, String masterKeyId, SealedBytes wrappedKeyset) {}

  /** A row of {@code instance_keys}. */
  record KeysetRow(String masterKeyId, SealedBytes wrappedKeyset) {}
}
