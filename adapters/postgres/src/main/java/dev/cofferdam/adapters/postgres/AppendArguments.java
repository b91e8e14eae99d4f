package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.domain.audit.ChainedEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The arrays that {@code append.sql} takes apart: one of each column, in the order of its text. */
final class AppendArguments {
  private final Connection connection;
  private final List<ChainStep> steps;
  private final List<Placed> entries = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();
  private final ReadRows reads = new ReadRows();

  AppendArguments(Connection connection, List<ChainStep> steps) {
    this.connection = connection;
    this.steps = steps;
    for (ChainStep step : steps) {
      Object org = step.to().org().value();
      for (ChainStep.Link link : step.links()) {
        entries.add(new Placed(org, link.entry()));
        reads.add(step.to().org(), link.entry(), link.seen());
        link.count().ifPresent(count -> counted.add(new Counted(org, link.entry(), count)));
      }
    }
  }

  private record Placed(Object org, ChainedEntry entry) {}

  private record Counted(Object org, ChainedEntry entry, Reveals.Count count) {}

  /** Returns the place behind the last one that it has bound. */
  int bind(PreparedStatement statement, int first) throws SQLException {
    Columns columns = new Columns(statement, first);
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
    columns.put("text", counted, one -> one.count().keyFor(one.entry()));
    columns.put("text", counted, one -> one.count().metric());
    columns.put("text", counted, one -> one.entry().at().toString());
    List<ReadRows.Row> rows = reads.rows();
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
    return columns.next;
  }

  private final class Columns {
    private final PreparedStatement statement;
    private int next;

    Columns(PreparedStatement statement, int first) {
      this.statement = statement;
      this.next = first;
    }

    <T> void put(String type, List<T> rows, Function<T, Object> value) throws SQLException {
      Object[] values = rows.stream().map(value).toArray();
      statement.setArray(next++, connection.createArrayOf(type, values));
    }
  }
}
