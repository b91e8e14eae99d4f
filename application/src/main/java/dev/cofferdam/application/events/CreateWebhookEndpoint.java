package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.WebhookSecrets;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Has events of an org sent to an address from now on. */
public final class CreateWebhookEndpoint {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  /** How many endpoints an org has at most. */
  public static final int MOST = 20;

  private final WebhookDesk desk;
  private final WebhookSecrets secrets;
  private final IdSource ids;
  private final Clock clock;

  public CreateWebhookEndpoint(
      WebhookDesk desk, WebhookSecrets secrets, IdSource ids, Clock clock) {
    this.desk = desk;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(
      OrgId org, EndpointKind kind, WebhookUrl url, EventPatterns types, String description) {}

  /**
   * The endpoint, whose secret is to be shown this once.
   *
   * @throws Refusal {@code invalid_field} for an address that can't be sent to, {@code forbidden}
   *     for types that the caller may not see, {@code too_many_webhook_endpoints}
   */
  public WebhookEndpoint execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    WebhookDesk.requireRightTo(access, command.types());
    desk.requireReachable(command.url());
    return desk.ledger().change(access, change -> create(actor, command, change));
  }

  private WebhookEndpoint create(Actor actor, Command command, Ledger.Change change) {
    if (desk.endpoints().count(command.org()) >= MOST) {
      throw Refusal.conflict(
          "too_many_webhook_endpoints",
          "The org has " + MOST + " webhook endpoints; delete one first.");
    }
    Instant now = clock.instant();
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            command.org(),
            new WebhookEndpointId(ids.next()),
            command.kind(),
            command.url(),
            command.types(),
            command.description(),
            SigningSecrets.first(secrets.next()),
            Optional.empty(),
            Optional.empty(),
            now,
            now);
    desk.endpoints().add(endpoint);
    change.record(
        AuditEntry.allowed(actor, "webhook_endpoint.create", WebhookDesk.resource(endpoint.id())));
    return endpoint;
  }
}
