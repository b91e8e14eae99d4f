package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.CredentialLife;
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
  private final InMemoryTable<TokenHash, ShortRow> shorts;
  private final InMemoryCredentialNames names;
  private final AtomicInteger lookUps = new AtomicInteger();

  public InMemoryServiceTokenStore(
      InMemoryTransactions transactions, InMemoryCredentialNames names) {
    tokens = InMemoryTable.ofOrgs(transactions);
    shorts = InMemoryTable.ofOrgs(transactions);
    this.names = names;
  }

  private record Row(ServiceToken token, Optional<TokenHash> hash) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return token.org();
    }
  }

  private record ShortRow(OrgId org, ServiceTokenId token, TokenHash hash, Instant expiresAt)
      implements InMemoryTable.Owned {}

  @Override
  public void add(ServiceToken token, Optional<TokenHash> hash) {
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
        .filter(row -> row.hash().filter(hash::equals).isPresent())
        .map(Row::token)
        .findFirst()
        .or(() -> findShort(hash));
  }

  private Optional<ServiceToken> findShort(TokenHash hash) {
    return shorts.rowsOfAllOrgs().stream()
        .filter(row -> row.hash().equals(hash))
        .findFirst()
        .flatMap(
            row ->
                tokens.rowsOfAllOrgs().stream()
                    .map(Row::token)
                    .filter(parent -> parent.id().equals(row.token()))
                    .findFirst()
                    .map(parent -> withLife(parent, ending(parent.life(), row.expiresAt()))));
  }

  private static CredentialLife ending(CredentialLife life, Instant end) {
    Instant first = life.expiresAt().filter(end::isAfter).orElse(end);
    return new CredentialLife(life.createdAt(), Optional.of(first), life.lastUsedAt());
  }

  @Override
  public Optional<ServiceToken> findForExchange(OrgId org, ServiceTokenId id) {
    return tokens.rowsOfAllOrgs().stream()
        .map(Row::token)
        .filter(token -> token.org().equals(org) && token.id().equals(id))
        .filter(token -> token.exchange().isPresent())
        .findFirst();
  }

  @Override
  public void addShort(
      OrgId org, ServiceTokenId token, TokenHash hash, Instant now, Instant expiresAt) {
    shorts.rows().stream()
        .filter(row -> row.token().equals(token) && !row.expiresAt().isAfter(now))
        .forEach(row -> shorts.remove(row.hash()));
    shorts.put(hash, new ShortRow(org, token, hash, expiresAt));
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
      shorts.rows().stream()
          .filter(row -> row.token().equals(id))
          .forEach(row -> shorts.remove(row.hash()));
    }
    return there;
  }

  @Override
  public void markUsed(OrgId org, ServiceTokenId id, Instant at) {
    tokens
        .find(id)
        .filter(row -> row.org().equals(org) && InMemoryApiKeyStore.isDue(row.token().life(), at))
        .ifPresent(
            row ->
                tokens.put(
                    id,
                    new Row(
                        withLife(row.token(), InMemoryApiKeyStore.used(row.token().life(), at)),
                        row.hash())));
  }

  private static ServiceToken withLife(ServiceToken token, CredentialLife life) {
    return new ServiceToken(
        token.id(),
        token.org(),
        token.name(),
        token.grant(),
        token.allowedCidrs(),
        token.proof(),
        life);
  }
}
