package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Orgs' keysets, and which keys are in them. */
interface OrgKeyDao {
  @SqlUpdate(
      """
      insert into org_keys (org_id, master_key_id, wrapped_keyset, generation, shared)
      values (:org, :masterKeyId, :wrappedKeyset, :generation, :shared)
      """)
  void add(UUID org, @BindRecord OrgKeyRow keyset);

  @SqlQuery(
      """
      select master_key_id, wrapped_keyset, generation, shared from org_keys
      where org_id = :org and destroyed_at is null
      """)
  Optional<OrgKeyRow> find(UUID org);

  @SqlUpdate(
      """
      update org_keys
      set master_key_id = :masterKeyId, wrapped_keyset = :wrappedKeyset,
        generation = :generation, shared = :shared
      where org_id = :org and wrapped_keyset = :before
      """)
  int replace(UUID org, SealedBytes before, @BindRecord OrgKeyRow after);

  @SqlUpdate(
      """
      update org_keys set master_key_id = null, wrapped_keyset = null, destroyed_at = :at
      where org_id = :org and destroyed_at is null
      """)
  int destroy(UUID org, Instant at);

  @SqlQuery(
      """
      select exists (select from org_keys where org_id = :org and destroyed_at is not null)
      """)
  boolean isDestroyed(UUID org);

  @SqlUpdate(
      """
      update org_keys set share_destroyed_at = :at
      where org_id = :org and destroyed_at is not null and share_destroyed_at is null
      """)
  void shareDestroyed(UUID org, Instant at);

  @SqlUpdate(
      """
      insert into org_data_keys (org_id, key_id, created_at) values (:org, :key, :createdAt)
      on conflict do nothing
      """)
  void addKeyIfAbsent(UUID org, long key, Instant createdAt);

  @SqlUpdate(
      "insert into org_data_keys (org_id, key_id, created_at) values (:org, :key, :createdAt)")
  void addKey(UUID org, long key, Instant createdAt);

  @SqlUpdate(
      """
      update org_data_keys set retiring_at = :at
      where org_id = :org and retiring_at is null
      """)
  int startRetiring(UUID org, Instant at);

  @SqlUpdate(
      """
      update org_data_keys set retired_at = :at
      where org_id = :org and retiring_at is not null and retired_at is null
      """)
  int retire(UUID org, Instant at);

  @SqlQuery(
      """
      select key_id, created_at, retiring_at, retired_at from org_data_keys
      where org_id = :org order by retiring_at desc nulls first, created_at desc
      """)
  List<OrgDataKeyRow> keys(UUID org);

  /** A row of {@code org_keys}. */
  record OrgKeyRow(String masterKeyId, SealedBytes wrappedKeyset, long generation, boolean shared) {
    static OrgKeyRow of(WrappedKeyset keyset) {
      return new OrgKeyRow(
          keyset.masterKeyId(), keyset.keyset(), keyset.generation(), keyset.shared());
    }

    WrappedKeyset toKeyset() {
      return new WrappedKeyset(masterKeyId, wrappedKeyset, generation, shared);
    }
  }

  /** A row of {@code org_data_keys}. */
  record OrgDataKeyRow(
      long keyId, Instant createdAt, Optional<Instant> retiringAt, Optional<Instant> retiredAt) {
    OrgKey toKey() {
      return new OrgKey(new OrgKeyId(keyId), createdAt, retiringAt, retiredAt);
    }
  }
}
