package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.events.WebhookDao.WebhookRow;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Webhook endpoints in PostgreSQL. */
public final class JdbiWebhookStore implements WebhookStore {
  private final JdbiTransactions transactions;
  private final WebhookSeal seal;

  public JdbiWebhookStore(JdbiTransactions transactions, InstanceSealer sealer) {
    this.transactions = transactions;
    this.seal = new WebhookSeal(sealer);
  }

  @Override
  public void add(WebhookEndpoint endpoint) {
    dao().add(row(endpoint));
  }

  @Override
  public void update(WebhookEndpoint endpoint) {
    dao().update(row(endpoint));
  }

  @Override
  public Optional<WebhookEndpoint> find(OrgId org, WebhookEndpointId id) {
    return dao().find(org.value(), id.value()).map(this::endpoint);
  }

  @Override
  public List<WebhookEndpoint> list(OrgId org, Optional<WebhookEndpointId> after, int limit) {
    return dao().list(org.value(), after.map(WebhookEndpointId::value), limit).stream()
        .map(this::endpoint)
        .toList();
  }

  @Override
  public int count(OrgId org) {
    return dao().count(org.value());
  }

  @Override
  public boolean remove(OrgId org, WebhookEndpointId id) {
    return dao().remove(org.value(), id.value());
  }

  @Override
  public void noteHealth(OrgId org, WebhookEndpointId id, Optional<Instant> failingSince) {
    dao().noteHealth(org.value(), id.value(), failingSince);
  }

  @Override
  public void addCallback(OrgId org, UUID subject, WebhookUrl url) {
    dao().addCallback(org.value(), subject, seal.seal(subject, url));
  }

  @Override
  public Optional<WebhookUrl> takeCallback(OrgId org, UUID subject) {
    return dao().takeCallback(org.value(), subject).map(kept -> seal.url(subject, kept));
  }

  @Override
  public Optional<SigningSecrets> callbackSecrets(OrgId org) {
    return dao()
        .callbackSecrets(org.value())
        .map(
            row ->
                seal.secrets(
                    org.value(),
                    new WebhookSeal.Sealed(row.secret(), row.secretBefore(), row.beforeUntil())));
  }

  @Override
  public void addCallbackSecrets(OrgId org, SigningSecrets secrets) {
    WebhookSeal.Sealed sealed = seal.seal(org.value(), secrets);
    dao().addCallbackSecrets(org.value(), sealed.current(), sealed.before(), sealed.until());
  }

  @Override
  public void putCallbackSecrets(OrgId org, SigningSecrets secrets) {
    WebhookSeal.Sealed sealed = seal.seal(org.value(), secrets);
    dao().putCallbackSecrets(org.value(), sealed.current(), sealed.before(), sealed.until());
  }

  private WebhookRow row(WebhookEndpoint endpoint) {
    WebhookSeal.Sealed sealed = seal.seal(endpoint.id().value(), endpoint.secrets());
    return new WebhookRow(
        endpoint.org().value(),
        endpoint.id().value(),
        endpoint.kind().code(),
        seal.seal(endpoint.id().value(), endpoint.url()),
        endpoint.types().patterns(),
        endpoint.description(),
        endpoint.isEnabled(),
        endpoint.disabled().map(WhyDisabled::code),
        sealed.current(),
        sealed.before(),
        sealed.until(),
        endpoint.failingSince(),
        endpoint.createdAt(),
        endpoint.changedAt());
  }

  private WebhookEndpoint endpoint(WebhookRow row) {
    return new WebhookEndpoint(
        new OrgId(row.orgId()),
        new WebhookEndpointId(row.endpointId()),
        EndpointKind.ofCode(row.kind()).orElseThrow(),
        seal.url(row.endpointId(), row.url()),
        new EventPatterns(row.types()),
        row.description(),
        seal.secrets(
            row.endpointId(),
            new WebhookSeal.Sealed(row.secret(), row.secretBefore(), row.beforeUntil())),
        row.whyDisabled().map(WhyDisabled::ofCode),
        row.failingSince(),
        row.createdAt(),
        row.changedAt());
  }

  private WebhookDao dao() {
    return transactions.handle().attach(WebhookDao.class);
  }
}
