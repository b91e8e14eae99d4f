package dev.cofferdam.adapters.postgres.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Users by what other issuers call them. */
interface ExternalUserDao {
  /** In one statement, so that it is one round trip. */
  @SqlQuery(
      """
      with known as (
        select user_id, said_at, removed_at, welcomed from external_identities
        where issuer = :issuer and subject = :subject
      ), corrected as (
        update users u set email = :email, email_verified = :verified
        from known k
        where u.user_id = k.user_id and k.removed_at is null and k.said_at < :saidAt
          and cast(:email as text) is not null
          and (u.email, u.email_verified) is distinct from (cast(:email as text), :verified)
        returning u.user_id
      ), noted as (
        update external_identities x set said_at = :saidAt
        from corrected c where x.user_id = c.user_id
      )
      select user_id, removed_at is not null as removed, welcomed from known
      """)
  Optional<KnownRow> meet(
      String issuer, String subject, Optional<String> email, boolean verified, Instant saidAt);

  /** Returns 0 when the identity is a user's already, and then has added nothing. */
  @SqlUpdate(
      """
      with claimed as (
        insert into external_identities (issuer, subject, user_id, said_at)
        values (:issuer, :subject, :id, :saidAt)
        on conflict (issuer, subject) do nothing
        returning user_id
      )
      insert into users (user_id, email, name, email_verified, created_at, logs_in)
      select user_id, :email, :name, :verified, :createdAt, false from claimed
      """)
  int add(
      String issuer,
      String subject,
      UUID id,
      Optional<String> email,
      String name,
      boolean verified,
      Instant createdAt,
      Instant saidAt);

  @SqlQuery(
      """
      with welcomed as (
        update external_identities set welcomed = true
        where issuer = :issuer and subject = :subject and not welcomed
        returning user_id
      )
      select u.name from users u join welcomed w on w.user_id = u.user_id
      """)
  Optional<String> welcome(String issuer, String subject);

  @SqlUpdate(
      """
      with known as (
        update external_identities set said_at = greatest(said_at, :saidAt)
        where issuer = :issuer and subject = :subject and removed_at is null
        returning user_id
      )
      update users u set name = :name, email = :email, email_verified = :verified
      from known k where u.user_id = k.user_id
      """)
  void describe(
      String issuer,
      String subject,
      String name,
      Optional<String> email,
      boolean verified,
      Instant saidAt);

  @SqlUpdate(
      """
      with gone as (
        update external_identities set removed_at = :at
        where issuer = :issuer and subject = :subject and removed_at is null
        returning user_id
      )
      update users u set name = 'Deleted user', email = null, email_verified = false
      from gone g where u.user_id = g.user_id
      """)
  void remove(String issuer, String subject, Instant at);

  /** Who an identity is. */
  record KnownRow(UUID userId, boolean removed, boolean welcomed) {}
}
