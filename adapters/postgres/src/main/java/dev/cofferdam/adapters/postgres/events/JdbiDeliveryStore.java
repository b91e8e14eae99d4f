package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.events.DeliveryDao.DeliveryRow;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.Delivery.Attempt;
import dev.cofferdam.domain.events.Delivery.Target;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Deliveries in PostgreSQL, as those see them who belong to the org. */
public final class JdbiDeliveryStore implements DeliveryStore {
  private final JdbiTransactions transactions;
  private final WebhookSeal seal;

  public JdbiDeliveryStore(JdbiTransactions transactions, InstanceSealer sealer) {
    this.transactions = transactions;
    this.seal = new WebhookSeal(sealer);
  }

  @Override
  public void add(List<Delivery> deliveries) {
    DeliveryDao dao = dao();
    deliveries.forEach(delivery -> dao.add(row(delivery)));
  }

  @Override
  public Optional<Delivery> find(OrgId org, DeliveryId id) {
    return dao().find(org.value(), id.value()).map(this::delivery);
  }

  @Override
  public List<Delivery> list(
      OrgId org, Optional<WebhookEndpointId> endpoint, Optional<DeliveryId> before, int limit) {
    return dao()
        .list(
            org.value(),
            endpoint.map(WebhookEndpointId::value),
            before.map(DeliveryId::value),
            limit)
        .stream()
        .map(this::delivery)
        .toList();
  }

  @Override
  public boolean save(Delivery delivery) {
    return dao().save(row(delivery));
  }

  private DeliveryRow row(Delivery delivery) {
    UUID org = delivery.org().value();
    Optional<UUID> endpoint = delivery.endpoint().map(WebhookEndpointId::value);
    Optional<Attempt> last = delivery.last();
    return new DeliveryRow(
        org,
        delivery.id().value(),
        endpoint.orElse(org),
        endpoint,
        delivery.target() instanceof Target.ToCallback to
            ? Optional.of(seal.seal(org, to.url()))
            : Optional.empty(),
        delivery.event().value(),
        delivery.type(),
        delivery.body(),
        delivery.replayOf().map(DeliveryId::value),
        delivery.status().code(),
        delivery.attempts(),
        delivery.next(),
        last.map(Attempt::at),
        last.filter(one -> one.status().isPresent()).map(one -> one.status().getAsInt()),
        last.flatMap(Attempt::error),
        last.map(one -> one.latency().toMillis()),
        last.map(Attempt::answer),
        delivery.createdAt());
  }

  private Delivery delivery(DeliveryRow row) {
    return new Delivery(
        new OrgId(row.orgId()),
        new DeliveryId(row.deliveryId()),
        target(row),
        new EventId(row.eventId()),
        row.type(),
        row.body(),
        row.replayOf().map(DeliveryId::new),
        Delivery.Status.ofCode(row.status()),
        row.attempts(),
        row.nextAt(),
        row.lastAt()
            .map(
                at ->
                    new Attempt(
                        at,
                        row.lastStatus().map(OptionalInt::of).orElse(OptionalInt.empty()),
                        row.lastError(),
                        Duration.ofMillis(row.lastMs().orElse(0L)),
                        row.lastAnswer().orElse(""))),
        row.createdAt());
  }

  private Target target(DeliveryRow row) {
    return row.endpointId()
        .<Target>map(id -> new Target.ToEndpoint(new WebhookEndpointId(id)))
        .orElseGet(
            () -> new Target.ToCallback(seal.url(row.orgId(), row.callbackUrl().orElseThrow())));
  }

  private DeliveryDao dao() {
    return transactions.handle().attach(DeliveryDao.class);
  }
}
