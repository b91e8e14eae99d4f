package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.util.List;
import java.util.Optional;

/** Lists where an org's events are sent, the oldest first. */
public final class ListWebhookEndpoints {
  public static final Permission NEEDS = Permission.WEBHOOK_READ;

  private final WebhookDesk desk;

  public ListWebhookEndpoints(WebhookDesk desk) {
    this.desk = desk;
  }

  /**
   * @param after the id that the page starts behind; empty for the first page
   */
  public record Command(OrgId org, Optional<WebhookEndpointId> after, int limit) {}

  public List<WebhookEndpoint> execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger()
        .read(access, () -> desk.endpoints().list(command.org(), command.after(), command.limit()));
  }
}
