package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Users and their password hashes. */
interface UserDao {
  /** Returns 0 when the e-mail address is taken, and then has added nothing. */
  @SqlUpdate(
      """
      with added as (
        insert into users (user_id, email, name, email_verified, created_at)
        values (:id, :email, :name, :emailVerified, :createdAt)
        on conflict (email) where logs_in do nothing
        returning user_id, created_at
      )
      insert into user_passwords (user_id, phc, changed_at)
      select user_id, :phc, created_at from added
      """)
  int add(UUID id, String email, String name, boolean emailVerified, Instant createdAt, String phc);

  @SqlQuery(
      "select user_id, email, name, email_verified, created_at from users where user_id = :id")
  Optional<UserRow> find(UUID id);

  @SqlQuery(
      "select user_id, email, name, email_verified, created_at from users where email = :email and logs_in")
  Optional<UserRow> findByEmail(String email);

  /** Fails when another account has the address. */
  @SqlUpdate("update users set email = :email, email_verified = true where user_id = :id")
  void confirmEmail(UUID id, String email);

  @SqlQuery("select phc from user_passwords where user_id = :id")
  String passwordOf(UUID id);
}
