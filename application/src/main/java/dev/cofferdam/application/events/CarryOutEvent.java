package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.EventBodies;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.Uuid7;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts an event on its way to each endpoint that wants it, and, if it is how a run ended, to where
 * the run wants to be called back. Asked for the same event again, it changes nothing.
 */
public final class CarryOutEvent {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final Stores stores;
  private final EventBodies bodies;
  private final ReplayDelivery.SenderBell bell;
  private final IdSource ids;
  private final Clock clock;

  public CarryOutEvent(
      Ledger ledger,
      Stores stores,
      EventBodies bodies,
      ReplayDelivery.SenderBell bell,
      IdSource ids,
      Clock clock) {
    this.ledger = ledger;
    this.stores = stores;
    this.bodies = bodies;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is read and written. */
  public record Stores(EventFeed feed, WebhookStore endpoints, DeliveryStore deliveries) {}

  /**
   * @param seq the event's place
   */
  public record Command(OrgId org, long seq) {}

  /** Returns the event; empty when it is not there any more. */
  public Optional<OrgEvent> execute(Command command) {
    return ledger.append(
        Access.ofInstallation(command.org()),
        () -> {
          Optional<OrgEvent> event = stores.feed().find(command.org(), command.seq());
          event.ifPresent(this::deliver);
          return event;
        });
  }

  private void deliver(OrgEvent event) {
    List<Delivery> wanted = new ArrayList<>();
    callback(event).ifPresent(wanted::add);
    stores.endpoints().list(event.org(), Optional.empty(), CreateWebhookEndpoint.MOST).stream()
        .filter(endpoint -> endpoint.wants(event.type()))
        .filter(endpoint -> !endpoint.createdAt().isAfter(event.at()))
        .forEach(endpoint -> wanted.add(delivery(event, endpoint)));
    if (!wanted.isEmpty()) {
      stores.deliveries().add(wanted);
      bell.ring();
    }
  }

  private Optional<Delivery> callback(OrgEvent event) {
    boolean ended = EventType.ofCode(event.type()).filter(EventType::endsRun).isPresent();
    return Optional.of(event)
        .filter(one -> ended)
        .flatMap(one -> Uuid7.parse(one.announcement().data().getOrDefault("id", "").toString()))
        .flatMap(subject -> stores.endpoints().takeCallback(event.org(), subject))
        .map(url -> delivery(event, new Delivery.Target.ToCallback(url), EndpointKind.STANDARD));
  }

  private Delivery delivery(OrgEvent event, WebhookEndpoint endpoint) {
    return delivery(event, new Delivery.Target.ToEndpoint(endpoint.id()), endpoint.kind());
  }

  private Delivery delivery(OrgEvent event, Delivery.Target target, EndpointKind kind) {
    return Delivery.due(
        event.org(),
        new DeliveryId(ids.next()),
        target,
        new Delivery.Message(event.id(), event.type(), bodies.write(event, kind)),
        clock.instant());
  }
}
