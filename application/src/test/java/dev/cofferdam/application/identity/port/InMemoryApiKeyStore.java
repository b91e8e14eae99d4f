package dev.cofferdam.application.identity.port;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps API keys, and counts how often it is asked for a token. Safe for use by many threads. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final InMemoryTable<ApiKeyId, Row> keys;
  private final InMemoryCredentialNames names;
  private final Memberships memberships;
  private final InMemoryExternalUserStore externalUsers;
  private final AtomicInteger lookUps = new AtomicInteger();

  public InMemoryApiKeyStore(
      InMemoryTransactions transactions,
      InMemoryCredentialNames names,
      Memberships memberships,
      InMemoryExternalUserStore externalUsers) {
    keys = InMemoryTable.ofOrgs(transactions);
    this.names = names;
    this.memberships = memberships;
    this.externalUsers = externalUsers;
  }

  private record Row(ApiKey key, TokenHash token) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return key.org();
    }
  }

  /** Whether there is such a key. */
  public boolean has(ApiKeyId key) {
    return keys.find(key).isPresent();
  }

  @Override
  public void add(ApiKey key, TokenHash token) {
    if (memberships.roleOf(key.org(), key.user()).isEmpty()) {
      throw new IllegalStateException("a key of who is no member");
    }
    keys.put(key.id(), new Row(key, token));
    names.add(key.org(), "api_key", key.id().toString(), key.name());
  }

  @Override
  public List<ApiKey> of(UserId user) {
    return keys.rowsOfAllOrgs().stream()
        .map(Row::key)
        .filter(key -> key.user().equals(user) && memberships.isOpen(key.org()))
        .sorted(Comparator.comparing((ApiKey key) -> key.id().toString()).reversed())
        .toList();
  }

  @Override
  public Optional<ApiKey> findByToken(TokenHash token) {
    lookUps.incrementAndGet();
    return keys.rowsOfAllOrgs().stream()
        .filter(row -> row.token().equals(token))
        .map(Row::key)
        .filter(key -> !externalUsers.isRemoved(key.user()))
        .findFirst();
  }

  /** How often {@link #findByToken} was asked. */
  public int lookUps() {
    return lookUps.get();
  }

  @Override
  public boolean remove(OrgId org, ApiKeyId key) {
    boolean there = keys.find(key).filter(row -> row.org().equals(org)).isPresent();
    if (there) {
      keys.remove(key);
    }
    return there;
  }

  /** Removes the keys that go with a membership. */
  public void removeAll(OrgId org, UserId user) {
    keys.rows().stream()
        .map(Row::key)
        .filter(key -> key.org().equals(org) && key.user().equals(user))
        .forEach(key -> keys.remove(key.id()));
  }

  @Override
  public void markUsed(OrgId org, ApiKeyId id, Instant at) {
    keys.find(id)
        .filter(row -> row.org().equals(org) && isDue(row.key().life(), at))
        .ifPresent(row -> keys.put(id, new Row(used(row.key(), at), row.token())));
  }

  static boolean isDue(CredentialLife life, Instant at) {
    return life.lastUsedAt()
        .filter(last -> at.isBefore(last.plus(Duration.ofMinutes(1))))
        .isEmpty();
  }

  static CredentialLife used(CredentialLife life, Instant at) {
    return new CredentialLife(life.createdAt(), life.expiresAt(), Optional.of(at));
  }

  private static ApiKey used(ApiKey key, Instant at) {
    return new ApiKey(
        key.id(),
        key.org(),
        key.user(),
        key.name(),
        key.scopes(),
        key.start(),
        used(key.life(), at));
  }
}
