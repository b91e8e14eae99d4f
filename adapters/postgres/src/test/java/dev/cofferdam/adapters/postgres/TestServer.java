package dev.cofferdam.adapters.postgres;

import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresServer;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The embedded server of this JVM's tests: quick, and gone with the JVM. */
final class TestServer {
  static final String TEMPLATE = "cofferdam_template";

  private static final EmbeddedPostgresServer SERVER = start();

  private TestServer() {}

  static EmbeddedPostgresServer get() {
    return SERVER;
  }

  static void superuser(String sql) {
    Jdbi.create(SERVER.superuser("postgres").connections()).useHandle(h -> h.execute(sql));
  }

  private static EmbeddedPostgresServer start() {
    try {
      Path dataDir = Files.createTempDirectory("cofferdam-test-database-");
      EmbeddedPostgresServer server =
          EmbeddedPostgresServer.start(
              new EmbeddedPostgresSettings(
                  dataDir, TestBinaries.folder(), false, Duration.ofMinutes(1)));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, dataDir)));
      migrateTemplate(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrateTemplate(EmbeddedPostgresServer server) {
    Jdbi.create(server.superuser("postgres").connections())
        .useHandle(h -> h.execute("create database " + TEMPLATE + " owner cofferdam_owner"));
    new Migrations(server.owner().withDatabase(TEMPLATE)).run();
  }

  private static void end(EmbeddedPostgresServer server, Path dataDir) {
    server.close();
    try (Stream<Path> all = Files.walk(dataDir)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
