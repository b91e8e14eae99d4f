package dev.cofferdam.app.bench;

import dev.cofferdam.adapters.postgres.DatabaseUrl;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresServer;
import dev.cofferdam.adapters.postgres.embedded.EmbeddedPostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A PostgreSQL of its own, with fsync on, and the least that a read or a write of a secret asks of
 * it: one prepared statement by one key, and one insert with its commit.
 */
final class RawPostgres implements AutoCloseable {
  private static final int ROWS = 10_000;
  private static final int BYTES = 65;

  private final EmbeddedPostgresServer server;
  private final DatabaseUrl url;

  private RawPostgres(EmbeddedPostgresServer server) throws SQLException {
    this.server = server;
    this.url = server.superuser("postgres");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table raw (id bigint primary key, version bigint not null, sealed bytea not null)");
      statement.execute(
          "insert into raw select i, 1, decode(repeat('00', "
              + BYTES
              + "), 'hex') from generate_series(1, "
              + ROWS
              + ") i");
      statement.execute("create sequence raw_ids start " + (ROWS + 1));
      statement.execute("analyze raw");
    }
  }

  static RawPostgres start(Path folder) throws SQLException {
    return new RawPostgres(
        EmbeddedPostgresServer.start(EmbeddedPostgresSettings.in(folder, Duration.ofSeconds(10))));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
  }

  /** Reads a second over so many connections. */
  double reads(int connections, Duration time) throws IOException, InterruptedException {
    return perSecond(connections, time, "select version, sealed from raw where id = ?", true);
  }

  /** Durable writes a second over so many connections. */
  double writes(int connections, Duration time) throws IOException, InterruptedException {
    return perSecond(
        connections,
        time,
        "insert into raw (id, version, sealed) values (nextval('raw_ids'), ?, decode(repeat('00', "
            + BYTES
            + "), 'hex'))",
        false);
  }

  private double perSecond(int connections, Duration time, String sql, boolean isQuery)
      throws IOException, InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Future<Long>> work = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Callable<Long> hand = () -> doUntil(end, sql, isQuery);
        work.add(hands.submit(hand));
      }
      long done = 0;
      for (Future<Long> each : work) {
        done += each.get();
      }
      return done / ((System.nanoTime() - began) / 1e9);
    } catch (ExecutionException e) {
      throw new IOException("raw PostgreSQL failed", e.getCause());
    } finally {
      hands.shutdownNow();
    }
  }

  private long doUntil(long end, String sql, boolean isQuery) throws SQLException {
    long done = 0;
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      while (System.nanoTime() < end) {
        statement.setLong(1, done % ROWS + 1);
        if (isQuery) {
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            row.getBytes(2);
          }
        } else {
          statement.executeUpdate();
        }
        done++;
      }
    }
    return done;
  }

  @Override
  public void close() {
    server.close();
  }
}
