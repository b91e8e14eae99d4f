package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps hashes of mailed tokens. Safe for use by many threads. */
public final class InMemoryMailedTokenStore implements MailedTokenStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<Owner, Row> rows;

  public InMemoryMailedTokenStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    rows = InMemoryTable.ofAll(transactions);
  }

  private record Owner(UserId user, Kind kind) {}

  private record Row(TokenHash hash, MailedToken token) {
    Owner owner() {
      return new Owner(token.user(), token.kind());
    }
  }

  @Override
  public void replace(TokenHash hash, MailedToken token) {
    Row row = new Row(hash, token);
    rows.put(row.owner(), row);
  }

  @Override
  public Optional<MailedToken> take(TokenHash hash, Kind kind, Instant now) {
    transactions.lock(List.of("mailed token", hash));
    Optional<Row> found =
        rows.rows().stream()
            .filter(row -> row.hash().equals(hash) && row.token().kind() == kind)
            .filter(row -> row.token().expiresAt().isAfter(now))
            .findFirst();
    found.ifPresent(row -> rows.remove(row.owner()));
    return found.map(Row::token);
  }

  @Override
  public boolean holds(TokenHash hash, Kind kind, Instant now) {
    return rows.rows().stream()
        .filter(row -> row.hash().equals(hash) && row.token().kind() == kind)
        .anyMatch(row -> row.token().expiresAt().isAfter(now));
  }

  @Override
  public void removeAll(UserId user, Kind kind) {
    rows.remove(new Owner(user, kind));
  }

  @Override
  public void removeExpired(Instant now) {
    rows.rows().stream()
        .filter(row -> !row.token().expiresAt().isAfter(now))
        .map(Row::owner)
        .forEach(rows::remove);
  }
}
