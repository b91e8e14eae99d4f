package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Keeps service tokens, and counts how often it is asked for one. Safe for use by many threads. */
public final class InMemoryServiceTokenStore implements ServiceTokenStore {
  private final InMemoryTable<ServiceTokenId, Row> tokens;
  private final InMemoryCredentialNames names;
  private final AtomicInteger lookUps = new AtomicInteger();

  public InMemoryServiceTokenStore(
      InMemoryTransactions transactions, InMemoryCredentialNames names) {
    tokens = InMemoryTable.ofOrgs(transactions);
    this.names = names;
  }

  private record Row(ServiceToken token, TokenHash hash) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return token.org();
    }
  }

  @Override
  public void add(ServiceToken token, TokenHash hash) {
    tokens.put(token.id(), new Row(token, hash));
    names.add(token.org(), "service_token", token.id().toString(), token.name());
  }

  @Override
  public List<ServiceToken> list(OrgId org, Optional<ServiceTokenId> after, int limit) {
    return of(org)
        .filter(token -> after.filter(id -> idOf(token).compareTo(id.toString()) <= 0).isEmpty())
        .sorted(Comparator.comparing(InMemoryServiceTokenStore::idOf))
        .limit(limit)
        .toList();
  }

  private static String idOf(ServiceToken token) {
    return token.id().toString();
  }

  private Stream<ServiceToken> of(OrgId org) {
    return tokens.rows().stream().map(Row::token).filter(token -> token.org().equals(org));
  }

  @Override
  public Optional<ServiceToken> find(OrgId org, ServiceTokenId id) {
    return of(org).filter(token -> token.id().equals(id)).findFirst();
  }

  @Override
  public int count(OrgId org) {
    return (int) of(org).count();
  }

  @Override
  public Optional<ServiceToken> findByToken(TokenHash hash) {
    lookUps.incrementAndGet();
    return tokens.rowsOfAllOrgs().stream()
        .filter(row -> row.hash().equals(hash))
        .map(Row::token)
        .findFirst();
  }

  /** How often {@link #findByToken} was asked. */
  public int lookUps() {
    return lookUps.get();
  }

  @Override
  public boolean remove(OrgId org, ServiceTokenId id) {
    boolean there = find(org, id).isPresent();
    if (there) {
      tokens.remove(id);
    }
    return there;
  }

  @Override
  public void markUsed(OrgId org, ServiceTokenId id, Instant at) {
    tokens
        .find(id)
        .filter(row -> row.org().equals(org) && InMemoryApiKeyStore.isDue(row.token().life(), at))
        .ifPresent(row -> tokens.put(id, new Row(used(row.token(), at), row.hash())));
  }

  private static ServiceToken used(ServiceToken token, Instant at) {
    return new ServiceToken(
        token.id(),
        token.org(),
        token.name(),
        token.grant(),
        token.allowedCidrs(),
        token.start(),
        InMemoryApiKeyStore.used(token.life(), at));
  }
}
