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
        select user_id, said_at, removed_at from external_identities
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
      select user_id, removed_at is not null as removed from known
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

  /** Who an identity is. */
  record KnownRow(UUID userId, boolean removed) {}
}
