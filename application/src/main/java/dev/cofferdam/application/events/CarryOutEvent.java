package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.EventBodies;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Puts an event on its way to each endpoint that wants it. Asked for the same event again, it
 * changes nothing.
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
    List<Delivery> wanted =
        stores.endpoints().list(event.org(), Optional.empty(), CreateWebhookEndpoint.MOST).stream()
            .filter(endpoint -> endpoint.wants(event.type()))
            .filter(endpoint -> !endpoint.createdAt().isAfter(event.at()))
            .map(endpoint -> delivery(event, endpoint))
            .toList();
    if (!wanted.isEmpty()) {
      stores.deliveries().add(wanted);
      bell.ring();
    }
  }

  private Delivery delivery(OrgEvent event, WebhookEndpoint endpoint) {
    return Delivery.due(
        event.org(),
        new DeliveryId(ids.next()),
        new Delivery.Target.ToEndpoint(endpoint.id()),
        new Delivery.Message(event.id(), event.type(), bodies.write(event, endpoint.kind())),
        clock.instant());
  }
}
