package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries of an org. Calls belong into the org's {@link
 * dev.cofferdam.application.audit.port.Ledger}.
 */
public interface DeliveryStore {
  /**
   * Adds deliveries. An event goes once to each endpoint and once to a callback, but for replays:
   * one that is there already stays what it is.
   */
  void add(List<Delivery> deliveries);

  Optional<Delivery> find(OrgId org, DeliveryId id);

  /**
   * Newest first.
   *
   * @param endpoint empty for all, callbacks too
   * @param before the id that the page starts behind
   */
  List<Delivery> list(
      OrgId org, Optional<WebhookEndpointId> endpoint, Optional<DeliveryId> before, int limit);

  /** Writes how far a delivery has come; one that isn't pending any more stays what it is. */
  boolean save(Delivery delivery);
}
