package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrays that {@code append.sql} takes apart, one of each column in the order of its text, and
 * those of {@code append_secrets.sql} and {@code append_events.sql} where these follow.
 */
final class AppendArguments {
  private final Connection connection;
  private final List<ChainStep> steps;
  private final List<Placed> entries = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();
  private final ReadRows reads = new ReadRows();
  private final SecretArguments secrets = new SecretArguments();
  private final boolean hasSecrets;
  private final boolean tells;

  AppendArguments(Connection connection, List<ChainStep> steps) {
    this.connection = connection;
    this.steps = steps;
    this.hasSecrets = steps.stream().anyMatch(ChainStep::hasSecrets);
    this.tells = steps.stream().anyMatch(ChainStep::tells);
    for (ChainStep step : steps) {
      Object org = step.to().org().value();
      for (ChainStep.Link link : step.links()) {
        entries.add(new Placed(org, link.entry()));
        reads.add(step.to().org(), link.entry(), link.seen());
        link.count().ifPresent(count -> counted.add(Counted.of(org, link.entry(), count)));
        link.secret()
            .ifPresent(
                secret -> {
                  counted.add(Counted.of(secret.planned().usage()));
                  secrets.add(link.entry().seq(), secret);
                });
      }
    }
  }

  private record Placed(Object org, ChainedEntry entry) {}

  private record Counted(Object org, String key, String metric, BigDecimal amount, Instant at) {
    static Counted of(Object org, ChainedEntry entry, Reveals.Count count) {
      return new Counted(org, count.keyFor(entry), count.metric(), BigDecimal.ONE, entry.at());
    }

    static Counted of(UsageRecord usage) {
      return new Counted(
          usage.org().value(), usage.key(), usage.metric().code(), usage.amount(), usage.at());
    }
  }

  void bind(PreparedStatement statement, int first) throws SQLException {
    ArrayColumns columns = new ArrayColumns(connection, statement, first);
    bindChain(columns);
    bindReads(columns, reads.rows());
    if (hasSecrets) {
      secrets.bind(columns);
    }
    if (tells) {
      new AnnounceArguments(steps.stream().flatMap(step -> step.events().stream()).toList())
          .bind(columns);
    }
  }

  private void bindChain(ArrayColumns columns) throws SQLException {
    columns.put("uuid", steps, step -> step.to().org().value());
    columns.put("bigint", steps, step -> step.from().seq());
    columns.put("bigint", steps, step -> step.from().state());
    columns.put("bigint", steps, step -> step.to().seq());
    columns.put("text", steps, step -> step.to().hash().toString());
    columns.put("bigint", steps, step -> step.to().state());
    columns.put("uuid", entries, Placed::org);
    columns.put("bigint", entries, placed -> placed.entry().seq());
    columns.put("text", entries, placed -> placed.entry().at().toString());
    columns.put("text", entries, placed -> placed.entry().actorKind());
    columns.put("text", entries, placed -> placed.entry().actorId());
    columns.put("text", entries, placed -> placed.entry().action());
    columns.put("text", entries, placed -> placed.entry().resource());
    columns.put("text", entries, placed -> placed.entry().outcome());
    columns.put("text", entries, placed -> placed.entry().address());
    columns.put("text", entries, placed -> placed.entry().requestId());
    columns.put("text", entries, placed -> placed.entry().commitment());
    columns.put("text", entries, placed -> placed.entry().hash().toString());
    columns.put("uuid", counted, Counted::org);
    columns.put("text", counted, Counted::key);
    columns.put("text", counted, Counted::metric);
    columns.put("numeric", counted, Counted::amount);
    columns.put("text", counted, one -> one.at().toString());
  }

  private static void bindReads(ArrayColumns columns, List<ReadRows.Row> rows) throws SQLException {
    columns.put("uuid", rows, ReadRows.Row::org);
    columns.put("uuid", rows, row -> row.seen().environment().value());
    columns.put("text", rows, row -> row.seen().key());
    columns.put("bigint", rows, row -> row.seen().version());
    columns.put("text", rows, row -> row.seen().nearer());
    columns.put("text", rows, row -> row.last().actorKind());
    columns.put("text", rows, row -> row.last().actorId());
    columns.put("bigint", rows, ReadRows.Row::reads);
    columns.put("text", rows, row -> row.last().at().toString());
    columns.put("bigint", rows, row -> row.last().seq());
  }
}
