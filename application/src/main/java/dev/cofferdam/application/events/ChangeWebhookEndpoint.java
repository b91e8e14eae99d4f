package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Clock;
import java.util.Optional;

/**
 * Changes where, what and whether an endpoint is sent. What waits for one that is switched off is
 * given up; it can be replayed.
 */
public final class ChangeWebhookEndpoint {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  private final WebhookDesk desk;
  private final Clock clock;

  public ChangeWebhookEndpoint(WebhookDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** What is empty stays as it is. */
  public record Command(
      OrgId org,
      WebhookEndpointId id,
      Optional<WebhookUrl> url,
      Optional<EventPatterns> types,
      Optional<String> description,
      Optional<Boolean> enabled) {}

  /**
   * @throws Refusal {@code webhook_endpoint_not_found}, {@code invalid_field} for an address that
   *     can't be sent to, {@code forbidden} for types that the caller may not see
   */
  public WebhookEndpoint execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    command.types().ifPresent(types -> WebhookDesk.requireRightTo(access, types));
    command.url().ifPresent(desk::requireReachable);
    return desk.ledger().change(access, change -> change(actor, access, command, change));
  }

  private WebhookEndpoint change(
      Actor actor, Access access, Command command, Ledger.Change change) {
    WebhookEndpoint before = desk.require(access, command.id());
    EventPatterns types = command.types().orElse(before.types());
    // What is sent to another address, too, is what the caller may see.
    WebhookDesk.requireRightTo(access, types);
    WebhookEndpoint after =
        before.changed(
            command.url().orElse(before.url()),
            types,
            command.description().orElse(before.description()),
            command.enabled().map(on -> disabled(on, before)).orElse(before.disabled()),
            clock.instant());
    desk.endpoints().update(after);
    change.record(
        AuditEntry.allowed(actor, "webhook_endpoint.update", WebhookDesk.resource(before.id())));
    return after;
  }

  private static Optional<WhyDisabled> disabled(boolean on, WebhookEndpoint before) {
    return on ? Optional.empty() : before.disabled().or(() -> Optional.of(WhyDisabled.BY_HAND));
  }
}
