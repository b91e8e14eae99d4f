package dev.cofferdam.adapters.postgres.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Orgs, slugs and members. */
interface OrgDao {
  /** Returns 0 when the slug is taken, and then has added nothing. */
  @SqlUpdate(
      """
      with named as (
        insert into org_slugs (slug, org_id) values (:slug, :id)
        on conflict (slug) do nothing
        returning org_id
      )
      insert into orgs (org_id, name, plan, created_at)
      select org_id, :name, :plan, :createdAt from named
      """)
  int add(UUID id, String slug, String name, String plan, Instant createdAt);

  @SqlUpdate(
      """
      insert into members (org_id, user_id, role, joined_at)
      values (:org, :user, :role, :joinedAt)
      """)
  void addMember(UUID org, UUID user, String role, Instant joinedAt);

  @SqlQuery(
      """
      select o.org_id, s.slug, o.name, o.plan, o.created_at
      from orgs o join org_slugs s on s.org_id = o.org_id
      where o.org_id = :id
      """)
  Optional<OrgRow> find(UUID id);

  @SqlQuery("select org_id from org_slugs where slug = :slug")
  Optional<UUID> idOf(String slug);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery("select role_of(:org, :user)")
  Optional<String> roleOf(UUID org, UUID user);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery("select org_id, slug, name, plan, created_at, role from orgs_of(:user)")
  List<MembershipRow> of(UUID user);
}
