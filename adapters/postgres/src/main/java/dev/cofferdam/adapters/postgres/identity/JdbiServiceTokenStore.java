package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Service tokens in PostgreSQL. */
public final class JdbiServiceTokenStore implements ServiceTokenStore {
  private final JdbiTransactions transactions;

  public JdbiServiceTokenStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(ServiceToken token, TokenHash hash) {
    UUID org = token.org().value();
    UUID id = token.id().value();
    dao()
        .add(
            org,
            id,
            token.grant().project().value(),
            token.name().value(),
            token.grant().access().code(),
            token.allowedCidrs().stream().map(Cidr::toString).toList(),
            token.start(),
            hash.hex(),
            token.life().createdAt(),
            token.life().expiresAt());
    dao()
        .addEnvironments(
            org, id, token.grant().environments().stream().map(EnvironmentId::value).toList());
  }

  @Override
  public List<ServiceToken> list(OrgId org, Optional<ServiceTokenId> after, int limit) {
    return dao().list(org.value(), after.map(ServiceTokenId::value), limit).stream()
        .map(ServiceTokenRow::toServiceToken)
        .toList();
  }

  @Override
  public Optional<ServiceToken> find(OrgId org, ServiceTokenId token) {
    return dao().find(org.value(), token.value()).map(ServiceTokenRow::toServiceToken);
  }

  @Override
  public int count(OrgId org) {
    return dao().count(org.value());
  }

  @Override
  public Optional<ServiceToken> findByToken(TokenHash hash) {
    return transactions
        .look(handle -> handle.attach(ServiceTokenDao.class).findByToken(hash.hex()))
        .map(ServiceTokenRow::toServiceToken);
  }

  @Override
  public boolean remove(OrgId org, ServiceTokenId token) {
    return dao().remove(org.value(), token.value()) == 1;
  }

  @Override
  public void markUsed(OrgId org, ServiceTokenId token, Instant at) {
    dao().markUsed(org.value(), token.value(), at);
  }

  private ServiceTokenDao dao() {
    return transactions.handle().attach(ServiceTokenDao.class);
  }
}
