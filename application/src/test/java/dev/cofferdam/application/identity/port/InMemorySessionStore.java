package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
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

  private record Row(Session session, Optional<Instant> revokedAt) {
    boolean isLive(Instant at) {
      return revokedAt.isEmpty() && at.isBefore(session.expiresAt());
    }
  }

  private record Token(SessionId session, Optional<Instant> usedAt) {}

  @Override
  public void add(Session session, TokenHash refreshToken) {
    sessions.put(session.id(), new Row(session, Optional.empty()));
    tokens.put(refreshToken, new Token(session.id(), Optional.empty()));
  }

  @Override
  public Optional<Found> findForUse(TokenHash refreshToken) {
    transactions.lock(List.of("refresh token", refreshToken));
    return tokens.find(refreshToken).map(this::found);
  }

  private Found found(Token token) {
    Row row = sessions.find(token.session()).orElseThrow();
    return new Found(row.session(), row.isLive(clock.instant()), token.usedAt().isPresent());
  }

  @Override
  public void rotate(
      SessionId session, TokenHash used, TokenHash successor, Instant expiresAt, Use use) {
    Row row = sessions.find(session).orElseThrow();
    Session longer =
        new Session(session, row.session().user(), row.session().createdAt(), expiresAt, use);
    sessions.put(session, new Row(longer, row.revokedAt()));
    tokens.put(used, new Token(session, Optional.of(use.at())));
    tokens.put(successor, new Token(session, Optional.empty()));
  }

  @Override
  public void revoke(SessionId session, Instant at) {
    sessions
        .find(session)
        .filter(row -> row.revokedAt().isEmpty())
        .ifPresent(row -> sessions.put(session, new Row(row.session(), Optional.of(at))));
  }

  @Override
  public List<Session> live(UserId user, Instant now) {
    return sessions.rows().stream()
        .filter(row -> row.session().user().equals(user) && row.isLive(now))
        .map(Row::session)
        .sorted(
            Comparator.comparing((Session session) -> session.lastUse().at())
                .thenComparing(session -> session.id().toString())
                .reversed())
        .toList();
  }

  @Override
  public List<SessionId> revokeAll(UserId user, Optional<SessionId> but, Instant at) {
    List<SessionId> ended =
        live(user, at).stream()
            .map(Session::id)
            .filter(id -> but.filter(id::equals).isEmpty())
            .toList();
    ended.forEach(id -> revoke(id, at));
    return ended;
  }

  @Override
  public void forget(Instant before) {
    sessions.rows().stream()
        .filter(
            row ->
                row.session().expiresAt().isBefore(before)
                    || row.revokedAt().filter(at -> at.isBefore(before)).isPresent())
        .map(row -> row.session().id())
        .forEach(this::remove);
    tokens
        .rowsByKey()
        .forEach(
            (hash, token) -> {
              if (token.usedAt().filter(at -> at.isBefore(before)).isPresent()) {
                tokens.remove(hash);
              }
            });
  }

  private void remove(SessionId session) {
    sessions.remove(session);
    tokens
        .rowsByKey()
        .forEach(
            (hash, token) -> {
              if (token.session().equals(session)) {
                tokens.remove(hash);
              }
            });
  }

  /** Whether a session was revoked; one that was never begun was not. */
  public boolean isRevoked(SessionId session) {
    return sessions.find(session).flatMap(Row::revokedAt).isPresent();
  }

  @Override
  public boolean isLive(SessionId session, Instant at) {
    return sessions.find(session).map(row -> row.isLive(at)).orElse(false);
  }
}
