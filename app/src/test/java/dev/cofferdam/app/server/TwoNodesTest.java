package dev.cofferdam.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.Migrations;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresServer;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresSettings;
import dev.cofferdam.app.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL: each listens, and what ends at one ends at the other. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class TwoNodesTest {
  private static final Duration HEARS = Duration.ofSeconds(1);
  private static final String LISTENERS =
      "select count(*) from pg_stat_activity where application_name = 'cofferdam-listener'";

  @TempDir private Path folder;

  @Test
  void whatEndsAtOneEndsAtTheOtherWithinASecond() throws Exception {
    Installation first = Installation.in(folder.resolve("first"), "process");
    Path master = Files.createDirectories(folder.resolve("keys")).resolve("master-key.json");
    try (EmbeddedPostgresServer postgres =
        EmbeddedPostgresServer.start(
            EmbeddedPostgresSettings.in(folder.resolve("first"), Duration.ofSeconds(15)))) {
      new Migrations(postgres.owner()).run();
      Installation second = Installation.in(folder.resolve("second"), "process");
      try (RunningServer one = on(postgres, first, master).startHere();
          RunningServer other = on(postgres, second, master).startHere()) {
        Tenant ada = Tenant.register(url(one), "ada@example.com");
        Tenant there = ada.at(url(other));
        awaitListeners(postgres.app(), 2);
        there.api().get(ada.path("projects"));
        there.api().get(ada.path("projects"));

        ada.api().post("/api/v1/auth/logout", Map.of());
        long ended = System.nanoTime();
        while (isLetIn(there)) {
          assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(HEARS);
        }
        assertThatThrownBy(() -> ada.api().get(ada.path("projects")))
            .hasMessageContaining("answered 401");
      }
      awaitListeners(postgres.app(), 0);
    }
  }

  private static Installation on(
      EmbeddedPostgresServer postgres, Installation installation, Path master) {
    return installation
        .with("masterKeyFile", master.toString())
        .with("database.url", urlOf(postgres.app()))
        .with("database.systemUrl", urlOf(postgres.system()))
        .with("runs.embeddedWorker", "false");
  }

  static String urlOf(DatabaseUrl database) {
    String place =
        database.jdbc().replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
    return "postgresql://" + database.user() + ":" + database.password() + "@" + place;
  }

  private static boolean isLetIn(Tenant who) throws InterruptedException {
    try {
      return who.api().get(who.path("projects")) != null;
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("answered 401");
      return false;
    }
  }

  private static void awaitListeners(DatabaseUrl database, int expected)
      throws SQLException, InterruptedException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbc(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      int found = -1;
      for (int waited = 0; found != expected && waited < 300; waited++) {
        try (ResultSet row = statement.executeQuery(LISTENERS)) {
          assertThat(row.next()).isTrue();
          found = row.getInt(1);
        }
        Thread.sleep(100);
      }
      assertThat(found).as("listening servers").isEqualTo(expected);
    }
  }

  private static String url(RunningServer server) {
    return "http://127.0.0.1:" + server.port();
  }
}
