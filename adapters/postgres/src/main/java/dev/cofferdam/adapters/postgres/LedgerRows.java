package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** An org's ledger head and the entries that go in front of it, as rows, in few round trips. */
final class LedgerRows {
  private static final String ENTER_AND_LOCK =
      """
      select set_config('app.org', ?, true);
      select seq, hash, state from ledger_heads where org_id = ?::uuid for update
      """;
  private static final String APPEND =
      ClasspathSqlLocator.create().getResource("dev/cofferdam/adapters/postgres/append.sql");

  private final OpenTransaction transaction;

  LedgerRows(OpenTransaction transaction) {
    this.transaction = transaction;
  }

  int add(LedgerHead head) {
    return transaction
        .handle()
        .createUpdate(
            """
            insert into ledger_heads (org_id, seq, hash, state) values (:org, :seq, :hash, :state)
            """)
        .bind("org", head.org().value())
        .bind("seq", head.seq())
        .bind("hash", head.hash())
        .bind("state", head.state())
        .execute();
  }

  /** Enters the org and locks its head until the transaction's end, in one round trip. */
  Optional<LedgerHead> lock(OrgId org) {
    try (PreparedStatement statement =
        transaction.bareHandle().getConnection().prepareStatement(ENTER_AND_LOCK)) {
      statement.setString(1, org.toString());
      statement.setString(2, org.toString());
      statement.execute();
      transaction.serverIsIn(org);
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? Optional.of(head(org, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static LedgerHead head(OrgId org, ResultSet row) throws SQLException {
    return new LedgerHead(org, row.getLong(1), ChainHash.of(row.getBytes(2)), row.getLong(3));
  }

  /** Moves the head and puts the entries in, in one statement. */
  void append(LedgerHead head, List<ChainedEntry> entries) {
    int added =
        transaction
            .handle()
            .createUpdate(APPEND)
            .bind("org", head.org().value())
            .bind("head", head.seq())
            .bind("head_hash", head.hash())
            .bind("state", head.state())
            .bindArray("seq", Long.class, entries.stream().map(ChainedEntry::seq).toList())
            .bindArray("at", String.class, texts(entries, e -> e.at().toString()))
            .bindArray("actor_kind", String.class, texts(entries, ChainedEntry::actorKind))
            .bindArray("actor_id", String.class, texts(entries, ChainedEntry::actorId))
            .bindArray("action", String.class, texts(entries, ChainedEntry::action))
            .bindArray("resource", String.class, texts(entries, ChainedEntry::resource))
            .bindArray("outcome", String.class, texts(entries, ChainedEntry::outcome))
            .bindArray("address", String.class, texts(entries, ChainedEntry::address))
            .bindArray("request_id", String.class, texts(entries, ChainedEntry::requestId))
            .bindArray("hash", String.class, texts(entries, e -> e.hash().toString()))
            .execute();
    if (added != entries.size()) {
      throw new IllegalStateException("an audit entry was not written");
    }
  }

  private static List<String> texts(
      List<ChainedEntry> entries, Function<ChainedEntry, String> field) {
    return entries.stream().map(field).toList();
  }
}
