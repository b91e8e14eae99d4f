package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.util.List;
import java.util.Optional;

/** Lists what was sent, and is to be sent, the newest first. */
public final class ListDeliveries {
  public static final Permission NEEDS = Permission.WEBHOOK_READ;

  private final WebhookDesk desk;
  private final DeliveryStore deliveries;

  public ListDeliveries(WebhookDesk desk, DeliveryStore deliveries) {
    this.desk = desk;
    this.deliveries = deliveries;
  }

  /**
   * @param endpoint empty for all of the org's, callbacks too
   * @param before the id that the page starts behind; empty for the first page
   */
  public record Command(
      OrgId org, Optional<WebhookEndpointId> endpoint, Optional<DeliveryId> before, int limit) {}

  /**
   * @throws Refusal {@code webhook_endpoint_not_found}
   */
  public List<Delivery> execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger()
        .read(
            access,
            () -> {
              command.endpoint().ifPresent(id -> desk.require(access, id));
              return deliveries.list(
                  command.org(), command.endpoint(), command.before(), command.limit());
            });
  }
}
