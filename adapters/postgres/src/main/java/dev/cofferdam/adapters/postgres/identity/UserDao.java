package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.UserStore.Account;
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

  /** In one query, so that it takes as long for an address that nobody has. */
  @SqlQuery(
      """
      select u.user_id, u.email, u.name, u.email_verified, u.created_at, p.phc
      from users u join user_passwords p on p.user_id = u.user_id
      where u.email = :email and u.logs_in
      """)
  Optional<AccountRow> findByEmail(String email);

  @SqlQuery(
      """
      select u.user_id, u.email, u.name, u.email_verified, u.created_at, p.phc
      from users u join user_passwords p on p.user_id = u.user_id
      where u.user_id = :id
      """)
  Optional<AccountRow> findAccount(UUID id);

  @SqlQuery(
      """
      select u.user_id, u.email, u.name, u.email_verified, u.created_at, p.phc
      from users u join user_passwords p on p.user_id = u.user_id
      where u.user_id = :id
      for update of p
      """)
  Optional<AccountRow> lockAccount(UUID id);

  @SqlUpdate("update users set name = :name where user_id = :id")
  void rename(UUID id, String name);

  @SqlUpdate("update user_passwords set phc = :phc, changed_at = :at where user_id = :id")
  void changePassword(UUID id, String phc, Instant at);

  /** Fails when another account has the address. */
  @SqlUpdate(
      "update users set email = :email, email_verified = true where user_id = :id and logs_in")
  void confirmEmail(UUID id, String email);

  /** A user with their password's hash. */
  record AccountRow(
      UUID userId,
      Optional<String> email,
      String name,
      boolean emailVerified,
      Instant createdAt,
      String phc) {
    Account toAccount() {
      return new Account(
          new UserRow(userId, email, name, emailVerified, createdAt).toUser(),
          new PasswordHash(phc));
    }
  }
}
