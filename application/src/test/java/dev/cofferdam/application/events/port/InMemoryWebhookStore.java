package dev.cofferdam.application.events.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Endpoints in memory, unsealed. */
public final class InMemoryWebhookStore implements WebhookStore {
  private final InMemoryTable<WebhookEndpointId, Row> endpoints;
  private final InMemoryTable<OrgId, Signing> callbacks;
  private final InMemoryTable<UUID, Callback> urls;
  private Consumer<WebhookEndpointId> removed = id -> {};

  public InMemoryWebhookStore(InMemoryTransactions transactions) {
    endpoints = InMemoryTable.ofOrgs(transactions);
    callbacks = InMemoryTable.ofOrgs(transactions);
    urls = InMemoryTable.ofOrgs(transactions);
  }

  private record Row(WebhookEndpoint value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }
  }

  private record Callback(OrgId org, WebhookUrl url) implements InMemoryTable.Owned {}

  private record Signing(OrgId org, SigningSecrets secrets) implements InMemoryTable.Owned {}

  /** Has each removed endpoint told, for what goes with it. */
  void onRemove(Consumer<WebhookEndpointId> listener) {
    removed = listener;
  }

  /** Whether an org has one that is switched on. */
  public boolean isAnyOn(OrgId org) {
    return endpoints.rowsOfAllOrgs().stream()
        .anyMatch(row -> row.org().equals(org) && row.value().isEnabled());
  }

  @Override
  public void add(WebhookEndpoint endpoint) {
    endpoints.put(endpoint.id(), new Row(endpoint));
  }

  @Override
  public void update(WebhookEndpoint endpoint) {
    if (find(endpoint.org(), endpoint.id()).isPresent()) {
      add(endpoint);
    }
  }

  @Override
  public Optional<WebhookEndpoint> find(OrgId org, WebhookEndpointId id) {
    return endpoints.find(id).filter(row -> row.org().equals(org)).map(Row::value);
  }

  @Override
  public List<WebhookEndpoint> list(OrgId org, Optional<WebhookEndpointId> after, int limit) {
    return endpoints.rows().stream()
        .map(Row::value)
        .filter(one -> one.org().equals(org))
        .sorted(Comparator.comparing(one -> one.id().toString()))
        .filter(
            one -> after.map(id -> one.id().toString().compareTo(id.toString()) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public int count(OrgId org) {
    return list(org, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Override
  public boolean remove(OrgId org, WebhookEndpointId id) {
    boolean found = find(org, id).isPresent();
    if (found) {
      endpoints.remove(id);
      removed.accept(id);
    }
    return found;
  }

  @Override
  public void noteHealth(OrgId org, WebhookEndpointId id, Optional<Instant> failingSince) {
    find(org, id)
        .filter(one -> one.failingSince().isPresent() != failingSince.isPresent())
        .ifPresent(
            one ->
                add(
                    new WebhookEndpoint(
                        one.org(),
                        one.id(),
                        one.kind(),
                        one.url(),
                        one.types(),
                        one.description(),
                        one.secrets(),
                        one.disabled(),
                        failingSince,
                        one.createdAt(),
                        one.changedAt())));
  }

  @Override
  public void addCallback(OrgId org, UUID subject, WebhookUrl url) {
    urls.put(subject, new Callback(org, url));
  }

  @Override
  public Optional<WebhookUrl> takeCallback(OrgId org, UUID subject) {
    Optional<WebhookUrl> found =
        urls.find(subject).filter(row -> row.org().equals(org)).map(Callback::url);
    found.ifPresent(url -> urls.remove(subject));
    return found;
  }

  @Override
  public Optional<SigningSecrets> callbackSecrets(OrgId org) {
    return callbacks.find(org).map(Signing::secrets);
  }

  @Override
  public void addCallbackSecrets(OrgId org, SigningSecrets secrets) {
    if (callbackSecrets(org).isEmpty()) {
      putCallbackSecrets(org, secrets);
    }
  }

  @Override
  public void putCallbackSecrets(OrgId org, SigningSecrets secrets) {
    callbacks.put(org, new Signing(org, secrets));
  }
}
