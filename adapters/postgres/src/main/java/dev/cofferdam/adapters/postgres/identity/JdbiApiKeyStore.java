package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API keys in PostgreSQL, whose foreign key takes them away with the membership. */
public final class JdbiApiKeyStore implements ApiKeyStore {
  private final JdbiTransactions transactions;

  public JdbiApiKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(ApiKey key, TokenHash token) {
    dao()
        .add(
            key.org().value(),
            key.id().value(),
            key.user().value(),
            key.name().value(),
            key.scopes().stream().map(Scope::code).sorted().toList(),
            key.start(),
            token.hex(),
            key.life().createdAt(),
            key.life().expiresAt());
  }

  @Override
  public List<ApiKey> of(UserId user) {
    return transactions.look(handle -> handle.attach(ApiKeyDao.class).of(user.value())).stream()
        .map(ApiKeyRow::toApiKey)
        .toList();
  }

  @Override
  public Optional<ApiKey> findByToken(TokenHash token) {
    return transactions
        .look(handle -> handle.attach(ApiKeyDao.class).findByToken(token.hex()))
        .map(ApiKeyRow::toApiKey);
  }

  @Override
  public boolean remove(OrgId org, ApiKeyId key) {
    return dao().remove(org.value(), key.value()) == 1;
  }

  @Override
  public void markUsed(OrgId org, ApiKeyId key, Instant at) {
    dao().markUsed(org.value(), key.value(), at);
  }

  private ApiKeyDao dao() {
    return transactions.handle().attach(ApiKeyDao.class);
  }
}
