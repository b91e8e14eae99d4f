package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Service tokens in PostgreSQL. */
public final class JdbiServiceTokenStore implements ServiceTokenStore {
  private final JdbiTransactions transactions;

  public JdbiServiceTokenStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(ServiceToken token, Optional<TokenHash> hash) {
    ServiceTokenRow row = ServiceTokenRow.of(token);
    dao().add(row, hash.map(TokenHash::hex));
    dao().addEnvironments(row.orgId(), row.serviceTokenId(), row.environments());
  }

  @Override
  public Optional<ServiceToken> findForExchange(OrgId org, ServiceTokenId token) {
    return transactions
        .look(
            handle ->
                handle.attach(ServiceTokenDao.class).findForExchange(org.value(), token.value()))
        .map(ServiceTokenRow::toServiceToken);
  }

  @Override
  public void addShort(
      OrgId org, ServiceTokenId token, TokenHash hash, Instant now, Instant expiresAt) {
    dao().addShort(org.value(), token.value(), hash.hex(), now, expiresAt);
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
