package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.WebhookSender;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.WebhookEndpointId;

/** What all that is done with webhook endpoints has in common. */
public record WebhookDesk(
    Gatekeeper gatekeeper, Ledger ledger, WebhookStore endpoints, WebhookSender sender) {

  /**
   * @throws Refusal {@code webhook_endpoint_not_found}
   */
  WebhookEndpoint require(Access access, WebhookEndpointId id) {
    return endpoints
        .find(access.org(), id)
        .orElseThrow(() -> access.unseen("webhook_endpoint", resource(id)));
  }

  /**
   * @throws Refusal {@code invalid_field}
   */
  void requireReachable(WebhookUrl url) {
    sender
        .objection(url)
        .ifPresent(
            objection -> {
              throw Refusal.invalid("url", objection);
            });
  }

  /**
   * Nobody has events sent that they may not see themselves.
   *
   * @throws Refusal {@code forbidden}
   */
  static void requireRightTo(Access access, EventPatterns types) {
    types.types().stream().map(EventType::needs).distinct().forEach(access::require);
  }

  static String resource(WebhookEndpointId id) {
    return "webhook_endpoint:" + id;
  }
}
