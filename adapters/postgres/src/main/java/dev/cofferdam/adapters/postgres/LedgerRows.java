package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** Ledger heads and the entries that go in front of them, as rows, in few round trips. */
final class LedgerRows {
  private static final String ADD =
      "insert into ledger_heads (org_id, seq, hash, state) values (?, ?, ?, ?)";
  private static final String ENTER_AND_LOOK =
      """
      select set_config('app.org', ?, true);
      select org_id, seq, hash, state from ledger_heads where org_id = ?::uuid
      """;
  private static final String ENTER_AND_LOCK = ENTER_AND_LOOK + " for update";
  private static final String ENTER_ALL =
      """
      select set_config('app.orgs', ?, true);
      """;
  private static final String LOCK_FREE =
      """
      select org_id, seq, hash, state from ledger_heads where org_id = any(?::uuid[])
      for update skip locked
      """;
  private static final String MOVED = "select org_id from moved";
  private static final String APPEND = text("append.sql") + MOVED;
  private static final String APPEND_TELLING =
      text("append.sql") + text("append_events.sql") + MOVED;

  /** No secret is written without telling. */
  private static final String APPEND_WITH_SECRETS =
      text("append.sql") + text("append_secrets.sql") + text("append_events.sql") + MOVED;

  private final Connection connection;

  LedgerRows(Connection connection) {
    this.connection = connection;
  }

  private static String text(String file) {
    return ClasspathSqlLocator.create().getResource("dev/cofferdam/adapters/postgres/" + file);
  }

  void add(LedgerHead head) {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, head.org().value());
      statement.setLong(2, head.seq());
      statement.setBytes(3, head.hash().bytes());
      statement.setLong(4, head.state());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** Enters the org and locks its head until the transaction's end, in one round trip. */
  Optional<LedgerHead> lock(OrgId org) {
    return head(ENTER_AND_LOCK, org);
  }

  /** Enters the org and reads its head as it is now, in one round trip. */
  Optional<LedgerHead> look(OrgId org) {
    return head(ENTER_AND_LOOK, org);
  }

  private Optional<LedgerHead> head(String sql, OrgId org) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, org.toString());
      statement.setString(2, org.toString());
      return Optional.ofNullable(heads(statement).get(org));
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /**
   * Enters these orgs and locks the heads of those that nobody else holds, in one round trip.
   * Nobody is waited for, so the order of the orgs can't lead to a deadlock.
   */
  Map<OrgId, LedgerHead> lockFree(Collection<OrgId> orgs) {
    try (PreparedStatement statement = connection.prepareStatement(ENTER_ALL + LOCK_FREE)) {
      statement.setString(1, joined(orgs));
      statement.setArray(
          2, connection.createArrayOf("uuid", orgs.stream().map(OrgId::value).toArray()));
      return heads(statement);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static Map<OrgId, LedgerHead> heads(PreparedStatement statement) throws SQLException {
    Map<OrgId, LedgerHead> heads = new HashMap<>();
    statement.execute();
    statement.getMoreResults();
    try (ResultSet row = statement.getResultSet()) {
      while (row.next()) {
        OrgId org = new OrgId(row.getObject(1, UUID.class));
        heads.put(
            org,
            new LedgerHead(org, row.getLong(2), ChainHash.of(row.getBytes(3)), row.getLong(4)));
      }
    }
    return heads;
  }

  /**
   * Takes steps of the org that the transaction is in.
   *
   * @throws IllegalStateException when a head is not where its step starts
   */
  void append(ChainStep step) {
    List<ChainStep> steps = List.of(step);
    try (PreparedStatement statement = connection.prepareStatement(appending(steps))) {
      new AppendArguments(connection, steps).bind(statement, 1);
      statement.execute();
      if (!moved(statement).contains(step.to().org())) {
        throw new IllegalStateException("the ledger head is not where it was locked");
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /**
   * Takes steps of several orgs in one round trip, which outside of a transaction is a commit too.
   *
   * @return the orgs whose head was where its step starts and held by nobody; of the others nothing
   *     was written
   */
  Set<OrgId> appendAll(List<ChainStep> steps) {
    if (steps.isEmpty()) {
      return Set.of();
    }
    List<OrgId> orgs = steps.stream().map(step -> step.to().org()).toList();
    try (PreparedStatement statement = connection.prepareStatement(ENTER_ALL + appending(steps))) {
      statement.setString(1, joined(orgs));
      new AppendArguments(connection, steps).bind(statement, 2);
      statement.execute();
      statement.getMoreResults();
      return moved(statement);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static String appending(List<ChainStep> steps) {
    if (steps.stream().anyMatch(ChainStep::hasSecrets)) {
      return APPEND_WITH_SECRETS;
    }
    return steps.stream().anyMatch(ChainStep::tells) ? APPEND_TELLING : APPEND;
  }

  private static Set<OrgId> moved(PreparedStatement statement) throws SQLException {
    Set<OrgId> moved = new HashSet<>();
    try (ResultSet row = statement.getResultSet()) {
      while (row.next()) {
        moved.add(new OrgId(row.getObject(1, UUID.class)));
      }
    }
    return moved;
  }

  /** Whether an entry with this place and hash is in the chain of the org that one is in. */
  boolean contains(OrgId org, long seq, ChainHash hash) {
    String sql = "select 1 from audit_entries where org_id = ? and seq = ? and hash = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, org.value());
      statement.setLong(2, seq);
      statement.setBytes(3, hash.bytes());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static String joined(Collection<OrgId> orgs) {
    return orgs.stream().map(OrgId::toString).collect(Collectors.joining(","));
  }
}
