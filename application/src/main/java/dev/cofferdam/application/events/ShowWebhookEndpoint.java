package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;

/** Shows one address that an org's events are sent to. */
public final class ShowWebhookEndpoint {
  public static final Permission NEEDS = Permission.WEBHOOK_READ;

  private final WebhookDesk desk;

  public ShowWebhookEndpoint(WebhookDesk desk) {
    this.desk = desk;
  }

  public record Command(OrgId org, WebhookEndpointId id) {}

  /**
   * @throws Refusal {@code webhook_endpoint_not_found}
   */
  public WebhookEndpoint execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger().read(access, () -> desk.require(access, command.id()));
  }
}
