package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.BindRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Orgs and who belongs to them. */
interface OrgDao {
  /** Returns 0 when the slug is taken, and then has added nothing. */
  @SqlUpdate(
      """
      with named as (
        insert into org_slugs (slug, org_id) values (:slug, :orgId)
        on conflict (slug) do update set org_id = excluded.org_id, kept_until = null
        where org_slugs.kept_until <= :createdAt
        returning org_id
      )
      insert into orgs (org_id, name, plan, wanted_plan, version, created_at)
      select org_id, :name, :plan, :wantedPlan, :version, :createdAt from named
      """)
  int add(@BindRecord OrgRow org);

  @SqlUpdate(
      """
      insert into members (org_id, user_id, role, joined_at)
      values (:org, :user, :role, :joinedAt)
      """)
  void addMember(UUID org, UUID user, String role, Instant joinedAt);

  @SqlQuery(
      """
      select o.org_id, s.slug, o.name, o.plan, o.wanted_plan, o.version, o.created_at
      from orgs o join org_slugs s on s.org_id = o.org_id and s.kept_until is null
      where o.org_id = :id
      """)
  Optional<OrgRow> find(UUID id);

  @SqlUpdate("update orgs set name = :name, version = :version where org_id = :orgId")
  void update(@BindRecord OrgRow org);

  @SqlUpdate("update orgs set deleted_at = :at where org_id = :org")
  void setDeleted(UUID org, Optional<Instant> at);

  @SqlQuery("select deleted_at from orgs where org_id = :org and deleted_at is not null")
  Optional<Instant> deletedAt(UUID org);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery("select role_of(:org, :user)")
  Optional<String> roleOf(UUID org, UUID user);

  /** Sees past the org that the transaction is in, and tells no more than that. */
  @SqlQuery("select is_open(:org)")
  boolean isOpen(UUID org);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery("select role_in_deleted(:org, :user)")
  Optional<String> roleInDeleted(UUID org, UUID user);

  /** Sees past the org that the transaction is in, for the one person that it is asked about. */
  @SqlQuery(
      """
      select org_id, slug, name, plan, wanted_plan, version, created_at, role from orgs_of(:user)
      """)
  List<MembershipRow> of(UUID user);
}
