package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  @Test
  void hasNothingToDoTheSecondTime() {
    assertThat(new Migrations(DATABASE.ownerUrl()).run()).isZero();
  }

  @Test
  void runsAnOlderMigrationThatCameLater() {
    Migrations migrations = new Migrations(DATABASE.ownerUrl());
    DATABASE
        .superuser()
        .useHandle(
            h -> {
              h.execute("delete from flyway_schema_history where version = '202611210902'");
              h.execute("drop table outbox");
            });

    assertThat(migrations.run()).isEqualTo(1);
  }

  @Test
  void refusesToMigrateAsTheApplication() {
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> new Migrations(DATABASE.appUrl()).run())
        .withMessageContaining("can't be brought up to date");
  }

  @Test
  void saysWhichDatabaseItDoesNotReach() {
    DatabaseUrl nowhere = DatabaseUrl.loopback(1, "cofferdam", "cofferdam_owner", "hunter2");
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> new Migrations(nowhere).run())
        .withMessageContaining("postgresql://cofferdam_owner@127.0.0.1:1/cofferdam")
        .withMessageNotContaining("hunter2");
  }
}
