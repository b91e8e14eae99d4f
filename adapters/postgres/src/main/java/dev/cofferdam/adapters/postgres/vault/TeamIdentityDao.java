package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Teams' identities, sealed. */
interface TeamIdentityDao {
  @SqlUpdate(
      """
      insert into team_identities (org_id, number, recipient, sealed, created_at)
      values (:org, :number, :recipient, :sealed, :createdAt)
      """)
  void add(UUID org, @BindRecord TeamIdentityRow identity);

  @SqlQuery(
      """
      select number, recipient, sealed, created_at from team_identities
      where org_id = :org order by number desc
      """)
  List<TeamIdentityRow> all(UUID org);

  @SqlQuery(
      """
      select key_id, count(*) as sealed from team_identities
      where org_id = :org and key_id is not null group by key_id
      """)
  List<SealedSecretDao.KeyCountRow> counts(UUID org);

  @SqlQuery(
      """
      select number, recipient, sealed, created_at from team_identities
      where org_id = :org and key_id = any(:keys) and number > :after
      order by number limit :limit
      """)
  List<TeamIdentityRow> under(UUID org, Long[] keys, long after, int limit);

  @SqlUpdate(
      """
      update team_identities set sealed = :after
      where org_id = :org and number = :number and sealed = :before
      """)
  int replace(UUID org, long number, SealedBytes before, SealedBytes after);

  /** A row of {@code team_identities}. */
  record TeamIdentityRow(long number, String recipient, SealedBytes sealed, Instant createdAt) {}
}
