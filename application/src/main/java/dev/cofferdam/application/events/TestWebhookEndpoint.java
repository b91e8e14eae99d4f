package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.EventBodies;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Sends an endpoint a message of type {@link EventType#TEST}, as it would send an event. */
public final class TestWebhookEndpoint {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  private final WebhookDesk desk;
  private final DeliveryStore deliveries;
  private final EventBodies bodies;
  private final ReplayDelivery.SenderBell bell;
  private final IdSource ids;
  private final Clock clock;

  public TestWebhookEndpoint(
      WebhookDesk desk,
      DeliveryStore deliveries,
      EventBodies bodies,
      ReplayDelivery.SenderBell bell,
      IdSource ids,
      Clock clock) {
    this.desk = desk;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(OrgId org, WebhookEndpointId id) {}

  /**
   * The delivery under way.
   *
   * @throws Refusal {@code webhook_endpoint_not_found}, {@code webhook_endpoint_disabled}
   */
  public Delivery execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger().change(access, change -> test(actor, access, command, change));
  }

  private Delivery test(Actor actor, Access access, Command command, Ledger.Change change) {
    WebhookEndpoint endpoint = desk.require(access, command.id());
    requireOn(endpoint);
    ChainedEntry entry =
        change.record(
            AuditEntry.allowed(
                actor, "webhook_endpoint.test", WebhookDesk.resource(endpoint.id())));
    OrgEvent event =
        OrgEvent.of(
            command.org(),
            entry,
            new Announcement(
                EventType.TEST,
                Announcement.Audience.ALL,
                Map.of("webhook_endpoint", endpoint.id().toString())));
    Delivery delivery =
        Delivery.due(
            command.org(),
            new DeliveryId(ids.next()),
            new Delivery.Target.ToEndpoint(endpoint.id()),
            new Delivery.Message(event.id(), event.type(), bodies.write(event, endpoint.kind())),
            clock.instant());
    deliveries.add(List.of(delivery));
    bell.ring();
    return delivery;
  }

  static void requireOn(WebhookEndpoint endpoint) {
    if (!endpoint.isEnabled()) {
      throw Refusal.conflict(
          "webhook_endpoint_disabled", "The webhook endpoint is switched off; enable it first.");
    }
  }
}
