package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Rotations of orgs' keys. */
interface KeyRotationDao {
  @SqlUpdate(
      """
      insert into key_rotations
        (org_id, rotation_id, key_id, total, done, started_at, finished_at)
      values (:orgId, :rotationId, :keyId, :total, :done, :startedAt, :finishedAt)
      """)
  void add(@BindRecord KeyRotationRow rotation);

  @SqlQuery(
      """
      select org_id, rotation_id, key_id, total, done, started_at, finished_at
      from key_rotations where org_id = :org and rotation_id = :rotation
      """)
  Optional<KeyRotationRow> find(UUID org, UUID rotation);

  @SqlQuery(
      """
      select org_id, rotation_id, key_id, total, done, started_at, finished_at
      from key_rotations where org_id = :org and finished_at is null
      """)
  Optional<KeyRotationRow> running(UUID org);

  @SqlUpdate(
      """
      update key_rotations set done = done + :more
      where org_id = :org and rotation_id = :rotation
      """)
  void advance(UUID org, UUID rotation, long more);

  @SqlUpdate(
      """
      update key_rotations set finished_at = :at
      where org_id = :org and rotation_id = :rotation and finished_at is null
      """)
  void finish(UUID org, UUID rotation, Instant at);

  @SqlQuery(
      """
      select org_id, rotation_id from key_rotations where finished_at is null
      order by started_at, rotation_id limit :limit
      """)
  List<UnfinishedKeyRotationRow> unfinished(int limit);

  /** Which rotation it is. */
  record UnfinishedKeyRotationRow(UUID orgId, UUID rotationId) {}
}
