package dev.cofferdam.adapters.postgres.tenancy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What finds orgs: their slugs, and those that they gave up and that are kept for a while. */
interface SlugDao {
  @SqlQuery("select org_id from org_slugs where slug = :slug and kept_until is null")
  Optional<UUID> idOf(String slug);

  /**
   * Puts a slug among those that are kept for the org; returns 0, with nothing changed, when it is
   * another's.
   */
  @SqlUpdate(
      """
      insert into org_slugs (slug, org_id, kept_until) values (:slug, :org, :until)
      on conflict (slug) do update set org_id = excluded.org_id, kept_until = excluded.kept_until
      where org_slugs.kept_until <= :now
        or (org_slugs.kept_until is not null and org_slugs.org_id = excluded.org_id)
      """)
  int keep(UUID org, String slug, Instant until, Instant now);

  @SqlUpdate("update org_slugs set kept_until = :until where org_id = :org and kept_until is null")
  void giveUp(UUID org, Instant until);

  @SqlUpdate("update org_slugs set kept_until = null where org_id = :org and slug = :slug")
  void use(UUID org, String slug);
}
