package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in PostgreSQL. */
public final class JdbiSessionStore implements SessionStore {
  private final JdbiTransactions transactions;
  private final Clock clock;

  public JdbiSessionStore(JdbiTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void add(Session session, TokenHash refreshToken) {
    SessionDao dao = dao();
    dao.add(SessionRow.of(session));
    dao.addToken(refreshToken.hex(), session.id().value());
  }

  @Override
  public Optional<Found> findForUse(TokenHash refreshToken) {
    return dao().findAndLock(refreshToken.hex()).map(row -> row.toFound(clock.instant()));
  }

  @Override
  public void rotate(
      SessionId session, TokenHash used, TokenHash successor, Instant expiresAt, Use use) {
    SessionDao dao = dao();
    if (dao.use(used.hex(), session.value(), use.at()) != 1) {
      throw new IllegalStateException("the token is not one of this session");
    }
    dao.addToken(successor.hex(), session.value());
    dao.prolong(session.value(), expiresAt, use.at(), use.ip(), use.userAgent());
  }

  @Override
  public void revoke(SessionId session, Instant at) {
    dao().revoke(session.value(), at);
  }

  @Override
  public List<Session> live(UserId user, Instant now) {
    return dao().live(user.value(), now).stream().map(SessionRow::toSession).toList();
  }

  @Override
  public List<SessionId> revokeAll(UserId user, Optional<SessionId> but, Instant at) {
    return dao().revokeAll(user.value(), but.map(SessionId::value), at).stream()
        .map(SessionId::new)
        .toList();
  }

  @Override
  public void forget(Instant before) {
    dao().forget(before);
  }

  @Override
  public boolean isLive(SessionId session, Instant at) {
    return transactions.look(handle -> handle.attach(SessionDao.class).isLive(session.value(), at));
  }

  private SessionDao dao() {
    return transactions.handle().attach(SessionDao.class);
  }
}
