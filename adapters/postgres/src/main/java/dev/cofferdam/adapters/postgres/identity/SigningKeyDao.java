package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.application.access.port.SealedBytes;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Signing keys. */
interface SigningKeyDao {
  /** Makes who adds a key at the same time wait for each other. */
  @SqlUpdate("select pg_advisory_xact_lock(4830175529163)")
  void lock();

  @SqlUpdate(
      """
      insert into signing_keys (kid, sealed_jwk, created_at)
      select :kid, :sealedJwk, :createdAt
      where not exists (select from signing_keys)
      """)
  void addFirst(String kid, SealedBytes sealedJwk, Instant createdAt);

  @SqlUpdate(
      """
      insert into signing_keys (kid, sealed_jwk, created_at)
      select :kid, :sealedJwk, :createdAt
      where not exists (select from signing_keys where created_at > :than)
      """)
  int addUnlessNewer(String kid, SealedBytes sealedJwk, Instant createdAt, Instant than);

  @SqlUpdate("delete from signing_keys where kid = :kid")
  void remove(String kid);

  @SqlQuery("select kid, sealed_jwk, created_at from signing_keys order by created_at desc, kid")
  List<SigningKeyRow> all();

  /** A row of {@code signing_keys}. */
  record SigningKeyRow(String kid, SealedBytes sealedJwk, Instant createdAt) {}
}
