package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that were sealed before the database knew of keys. */
class KeysOfOldValuesTest {
  private static final String NAME = "keys_of_old_values";
  private static final String BEFORE = "202611290056";

  private DatabaseUrl owner;
  private Jdbi superuser;

  @BeforeEach
  void migrateUpToThen() {
    TestServer.superuser("create database " + NAME + " owner cofferdam_owner");
    owner = TestServer.get().owner().withDatabase(NAME);
    superuser = Jdbi.create(TestServer.get().superuser(NAME).connections());
    Flyway.configure()
        .dataSource(owner.jdbc(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        .target(BEFORE)
        .load()
        .migrate();
  }

  @AfterEach
  void drop() {
    TestServer.superuser("drop database " + NAME + " with (force)");
  }

  @Test
  void theirKeysAreKnownAfterwards() {
    UUID org = UUID.randomUUID();
    superuser.useTransaction(
        handle -> {
          // Foreign keys are triggers, which this leaves out.
          handle.execute("set local session_replication_role = replica");
          handle.execute(
              "insert into org_keys (org_id, master_key_id, wrapped_keyset) values (?, 'mk-1', ?)",
              org,
              new byte[] {1});
          handle.execute(
              """
              insert into secret_versions (org_id, environment_id, name, version, sealed, note,
                updated_by, updated_at, change, environment_version)
              select ?, gen_random_uuid(), 'A', n, '\\x01fedcba9899'::bytea, '',
                gen_random_uuid(), now(), 'set', n
              from generate_series(1, 3) n
              """,
              org);
        });

    new Migrations(owner).run();

    assertThat(list(Long.class, "select key_id from org_data_keys where retiring_at is null"))
        .containsExactly(0xfedc_ba98L);
    assertThat(list(Long.class, "select key_id from secret_versions"))
        .containsOnly(0xfedc_ba98L)
        .hasSize(3);
    assertThat(
            list(
                String.class,
                """
                select relname from pg_class
                where relname in ('org_keys', 'secret_versions', 'org_data_keys')
                  and relrowsecurity and relforcerowsecurity
                """))
        .hasSize(3);
  }

  private <T> List<T> list(Class<T> type, String query) {
    return superuser.withHandle(handle -> handle.createQuery(query).mapTo(type).list());
  }
}
