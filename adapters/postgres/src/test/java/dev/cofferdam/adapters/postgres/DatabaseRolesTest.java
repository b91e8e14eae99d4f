package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseRolesTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  @AfterEach
  void putBack() {
    superuser("drop table if exists stray");
    superuser("alter role cofferdam_app nobypassrls nosuperuser");
    superuser("alter role cofferdam_system nobypassrls nosuperuser");
    superuser("revoke cofferdam_owner, cofferdam_system from cofferdam_app");
  }

  @Test
  void acceptsTheRolesAsTheyAreMeant() {
    assertThatCode(() -> roles(DATABASE.app(), DATABASE.system()).check())
        .doesNotThrowAnyException();
  }

  @Test
  void refusesARoleThatBypassesThePolicies() {
    superuser("alter role cofferdam_app bypassrls");
    assertRefused("cofferdam_app acts with the rights of cofferdam_app (BYPASSRLS)");
  }

  @Test
  void refusesASystemRoleThatBypassesThePolicies() {
    superuser("alter role cofferdam_system bypassrls");
    assertRefused("cofferdam_system acts with the rights of cofferdam_system (BYPASSRLS)");
  }

  @Test
  void refusesASuperuser() {
    superuser("alter role cofferdam_app superuser");
    assertRefused("(superuser)");
  }

  @Test
  void refusesARoleThatOwnsATable() {
    superuser("create table stray (org_id uuid primary key)");
    superuser("alter table stray owner to cofferdam_app");
    assertRefused("owns the table stray");
  }

  @Test
  void refusesARoleThatCanBecomeTheOwner() {
    superuser("grant cofferdam_owner to cofferdam_app with inherit false");
    assertRefused("audit_anchors");
  }

  @Test
  void refusesARoleThatIsBoth() {
    superuser("grant cofferdam_system to cofferdam_app");
    assertRefused("has the rights of cofferdam_system too");
  }

  @Test
  void refusesTheRolesTheWrongWayRound() {
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> roles(/* app= */ DATABASE.system(), /* system= */ DATABASE.app()).check())
        .withMessageContaining("has the rights of cofferdam_system too")
        .withMessageContaining("docs/operate/postgres.md");
  }

  @Test
  void saysThatTheDatabaseCanNotBeReached() {
    Jdbi nowhere =
        Jdbi.create(DatabaseUrl.loopback(1, "cofferdam", "cofferdam_app", "hunter2").connections());
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> roles(nowhere, DATABASE.system()).check())
        .withMessageContaining("can't be reached")
        .satisfies(e -> assertThat(e).message().doesNotContain("hunter2"));
  }

  private static void assertRefused(String why) {
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> roles(DATABASE.app(), DATABASE.system()).check())
        .withMessageContaining(why);
  }

  private static DatabaseRoles roles(Jdbi app, Jdbi system) {
    return new DatabaseRoles(app, system);
  }

  private static void superuser(String sql) {
    DATABASE.superuser().useHandle(h -> h.execute(sql));
  }
}
