package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.ContentStore.StoredContent;
import dev.cofferdam.application.vault.port.ExpiredContents.Expired;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Contents' keys, sealed. */
interface ContentDao {
  @SqlUpdate(
      """
      insert into contents (org_id, content_id, sealed, created_at, expires_at)
      values (:orgId, :contentId, :sealed, :createdAt, :expiresAt)
      on conflict (org_id, content_id) do nothing
      """)
  int add(@BindRecord ContentRow content);

  @SqlQuery(
      """
      select org_id, content_id, sealed, created_at, expires_at from contents
      where org_id = :org and content_id = :content
      """)
  Optional<ContentRow> find(UUID org, UUID content);

  @SqlUpdate(
      """
      update contents set expires_at = greatest(expires_at, :until)
      where org_id = :org and content_id = :content
      """)
  int extend(UUID org, UUID content, Instant until);

  @SqlQuery(
      """
      select content_id from contents
      where org_id = :org and content_id = :content and expires_at < now()
      for update
      """)
  Optional<UUID> lockExpired(UUID org, UUID content);

  @SqlUpdate("delete from contents where org_id = :org and content_id = :content")
  void delete(UUID org, UUID content);

  @SqlQuery(
      """
      select key_id, count(*) as sealed from contents
      where org_id = :org and key_id is not null group by key_id
      """)
  List<SealedSecretDao.KeyCountRow> counts(UUID org);

  @SqlQuery(
      """
      select org_id, content_id, sealed, created_at, expires_at from contents
      where org_id = :org and key_id = any(:keys)
        and (cast(:after as uuid) is null or content_id > :after)
      order by content_id limit :limit
      """)
  List<ContentRow> under(UUID org, Long[] keys, Optional<UUID> after, int limit);

  @SqlUpdate(
      """
      update contents set sealed = :after
      where org_id = :org and content_id = :content and sealed = :before
      """)
  int replace(UUID org, UUID content, SealedBytes before, SealedBytes after);

  /** What the system role may see. */
  @SqlQuery(
      """
      select org_id, content_id from contents where expires_at < now()
      order by expires_at, org_id, content_id limit :limit
      """)
  List<ExpiredRow> expired(int limit);

  /** A content's row. */
  record ContentRow(
      UUID orgId, UUID contentId, SealedBytes sealed, Instant createdAt, Instant expiresAt) {
    static ContentRow of(StoredContent content) {
      return new ContentRow(
          content.org().value(),
          content.id().value(),
          content.key(),
          content.createdAt(),
          content.expiresAt());
    }

    StoredContent toContent() {
      return new StoredContent(
          new OrgId(orgId), new ContentId(contentId), sealed, createdAt, expiresAt);
    }
  }

  /** Which content it is. */
  record ExpiredRow(UUID orgId, UUID contentId) {
    Expired toExpired() {
      return new Expired(new OrgId(orgId), new ContentId(contentId));
    }
  }
}
