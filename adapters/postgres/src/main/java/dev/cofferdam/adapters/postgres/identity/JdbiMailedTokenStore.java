package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.MailedTokenStore;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Tokens in letters' links, in PostgreSQL. */
public final class JdbiMailedTokenStore implements MailedTokenStore {
  private final JdbiTransactions transactions;

  public JdbiMailedTokenStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void replace(TokenHash hash, MailedToken token) {
    dao()
        .replace(
            token.user().value(),
            code(token.kind()),
            hash.hex(),
            token.email().value(),
            token.expiresAt());
  }

  @Override
  public boolean holds(TokenHash hash, Kind kind, Instant now) {
    return dao().holds(hash.hex(), code(kind), now);
  }

  @Override
  public Optional<MailedToken> take(TokenHash hash, Kind kind, Instant now) {
    return dao()
        .take(hash.hex(), code(kind), now)
        .map(
            row ->
                new MailedToken(
                    kind,
                    new UserId(row.userId()),
                    new EmailAddress(row.email()),
                    row.expiresAt()));
  }

  @Override
  public void removeAll(UserId user, Kind kind) {
    dao().removeAll(user.value(), code(kind));
  }

  @Override
  public void removeExpired(Instant now) {
    dao().removeExpired(now);
  }

  private static String code(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private MailedTokenDao dao() {
    return transactions.handle().attach(MailedTokenDao.class);
  }
}
