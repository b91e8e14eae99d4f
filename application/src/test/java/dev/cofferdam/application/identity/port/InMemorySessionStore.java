package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps sessions and their tokens' hashes. Safe for use by many threads. */
public final class InMemorySessionStore implements SessionStore {
  private final InMemoryTransactions transactions;
  private final Clock clock;
  private final InMemoryTable<SessionId, Row> sessions;
  private final InMemoryTable<TokenHash, Token> tokens;

  public InMemorySessionStore(InMemoryTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    sessions = InMemoryTable.ofAll(transactions);
    tokens = InMemoryTable.ofAll(transactions);
  }

  private record Row(Session session, boolean revoked) {
    boolean isLive(Instant at) {
      return !revoked && at.isBefore(session.expiresAt());
    }
  }

  private record Token(SessionId session, boolean used) {}

  @Override
  public void add(Session session, TokenHash refreshToken) {
    sessions.put(session.id(), new Row(session, false));
    tokens.put(refreshToken, new Token(session.id(), false));
  }

  @Override
  public Optional<Found> findForUse(TokenHash refreshToken) {
    transactions.lock(List.of("refresh token", refreshToken));
    return tokens.find(refreshToken).map(this::found);
  }

  private Found found(Token token) {
    Row row = sessions.find(token.session()).orElseThrow();
    return new Found(row.session(), row.isLive(clock.instant()), token.used());
  }

  @Override
  public void rotate(SessionId session, TokenHash used, TokenHash successor, Instant expiresAt) {
    Row row = sessions.find(session).orElseThrow();
    Session longer =
        new Session(session, row.session().user(), row.session().createdAt(), expiresAt);
    sessions.put(session, new Row(longer, row.revoked()));
    tokens.put(used, new Token(session, true));
    tokens.put(successor, new Token(session, false));
  }

  @Override
  public void revoke(SessionId session, Instant at) {
    sessions.find(session).ifPresent(row -> sessions.put(session, new Row(row.session(), true)));
  }

  @Override
  public boolean isLive(SessionId session, Instant at) {
    return sessions.find(session).map(row -> row.isLive(at)).orElse(false);
  }
}
