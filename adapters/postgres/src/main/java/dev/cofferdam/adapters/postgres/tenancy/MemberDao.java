package dev.cofferdam.adapters.postgres.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Members of orgs. */
interface MemberDao {
  @SqlQuery(
      """
      select m.user_id, u.email, u.name, m.role, m.joined_at
      from members m join users u on u.user_id = m.user_id
      where m.org_id = :org and (:after::uuid is null or m.user_id > :after)
      order by m.user_id limit :limit
      """)
  List<MemberRow> list(UUID org, Optional<UUID> after, int limit);

  @SqlQuery(
      """
      select m.user_id, u.email, u.name, m.role, m.joined_at
      from members m join users u on u.user_id = m.user_id
      where m.org_id = :org and m.user_id = :user
      """)
  Optional<MemberRow> find(UUID org, UUID user);

  @SqlQuery(
      """
      select exists (
        select from members m join users u on u.user_id = m.user_id
        where m.org_id = :org and u.email = :email)
      """)
  boolean hasAddress(UUID org, String email);

  @SqlQuery("select count(*) from members where org_id = :org")
  int count(UUID org);

  @SqlQuery("select count(*) from members where org_id = :org and role = :role")
  int countRole(UUID org, String role);

  @SqlUpdate("update members set role = :role where org_id = :org and user_id = :user")
  void setRole(UUID org, UUID user, String role);

  @SqlUpdate("delete from members where org_id = :org and user_id = :user")
  void remove(UUID org, UUID user);
}
