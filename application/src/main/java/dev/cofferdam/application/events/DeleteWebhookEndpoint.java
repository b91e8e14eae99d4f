package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;

/** Removes an endpoint, with all that was to be sent and was sent to it. */
public final class DeleteWebhookEndpoint {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  private final WebhookDesk desk;

  public DeleteWebhookEndpoint(WebhookDesk desk) {
    this.desk = desk;
  }

  public record Command(OrgId org, WebhookEndpointId id) {}

  /**
   * @throws Refusal {@code webhook_endpoint_not_found}
   */
  public void execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    desk.ledger()
        .change(
            access,
            change -> {
              desk.require(access, command.id());
              desk.endpoints().remove(command.org(), command.id());
              return change.record(
                  AuditEntry.allowed(
                      actor, "webhook_endpoint.delete", WebhookDesk.resource(command.id())));
            });
  }
}
