package dev.cofferdam.adapters.postgres.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The last words of directories elsewhere. */
interface DirectoryDao {
  @SqlUpdate("select pg_advisory_xact_lock(hashtextextended('directory:' || :issuer, 0))")
  void lock(String issuer);

  @SqlQuery(
      """
      select id, changed_at, removed, email, email_verified, name from directory_users
      where issuer = :issuer and id = :id
      """)
  Optional<DirectoryUserRow> findUser(String issuer, String id);

  @SqlUpdate(
      """
      insert into directory_users (issuer, id, changed_at, removed, email, email_verified, name)
      values (:issuer, :id, :changedAt, :removed, :email, :verified, :name)
      on conflict (issuer, id) do update set changed_at = excluded.changed_at,
        removed = excluded.removed, email = excluded.email,
        email_verified = excluded.email_verified, name = excluded.name
      """)
  void putUser(
      String issuer,
      String id,
      Instant changedAt,
      boolean removed,
      Optional<String> email,
      boolean verified,
      Optional<String> name);

  @SqlQuery(
      """
      select id, changed_at, removed, name, creator from directory_orgs
      where issuer = :issuer and id = :id
      """)
  Optional<DirectoryOrgRow> findOrg(String issuer, String id);

  @SqlUpdate(
      """
      insert into directory_orgs (issuer, id, changed_at, removed, name, creator)
      values (:issuer, :id, :changedAt, :removed, :name, :creator)
      on conflict (issuer, id) do update set changed_at = excluded.changed_at,
        removed = excluded.removed, name = excluded.name, creator = excluded.creator
      """)
  void putOrg(
      String issuer,
      String id,
      Instant changedAt,
      boolean removed,
      String name,
      Optional<String> creator);

  @SqlQuery(
      """
      select id, changed_at, removed, org, person, role, since from directory_memberships
      where issuer = :issuer and id = :id
      """)
  Optional<DirectoryMembershipRow> findMembership(String issuer, String id);

  @SqlUpdate(
      """
      insert into directory_memberships
        (issuer, id, changed_at, removed, org, person, role, since)
      values (:issuer, :id, :changedAt, :removed, :org, :person, :role, :since)
      on conflict (issuer, id) do update set changed_at = excluded.changed_at,
        removed = excluded.removed, org = excluded.org, person = excluded.person,
        role = excluded.role, since = excluded.since
      """)
  void putMembership(
      String issuer,
      String id,
      Instant changedAt,
      boolean removed,
      String org,
      String person,
      String role,
      Instant since);

  @SqlQuery(
      """
      select id, changed_at, removed, org, person, role, since from directory_memberships
      where issuer = :issuer and org = :org order by id
      """)
  List<DirectoryMembershipRow> memberships(String issuer, String org);

  @SqlQuery(
      """
      select org from directory_memberships where issuer = :issuer and person = :person
      union
      select id from directory_orgs where issuer = :issuer and creator = :person
      """)
  Set<String> orgsOf(String issuer, String person);

  @SqlQuery(
      "select id from directory_users where issuer = :issuer and removed and id = any(:people)")
  Set<String> gone(String issuer, String[] people);

  @SqlQuery(
      "select org_id from directory_orgs where issuer = :issuer and id = :id and org_id is not null")
  Optional<UUID> orgOf(String issuer, String id);

  @SqlUpdate("update directory_orgs set org_id = :here where issuer = :issuer and id = :id")
  int link(String issuer, String id, UUID here);

  /** A row of {@code directory_users}. */
  record DirectoryUserRow(
      String id,
      Instant changedAt,
      boolean removed,
      Optional<String> email,
      boolean emailVerified,
      Optional<String> name) {}

  /** A row of {@code directory_orgs}. */
  record DirectoryOrgRow(
      String id, Instant changedAt, boolean removed, String name, Optional<String> creator) {}

  /** A row of {@code directory_memberships}. */
  record DirectoryMembershipRow(
      String id,
      Instant changedAt,
      boolean removed,
      String org,
      String person,
      String role,
      Instant since) {}
}
