package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.WebhookSecrets;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives an endpoint, or the org's callbacks, another secret to be signed with. For {@link
 * SigningSecrets#OVERLAP} messages are signed with the one before too.
 */
public final class RotateWebhookSecret {
  public static final Permission NEEDS = Permission.WEBHOOK_WRITE;

  private final WebhookDesk desk;
  private final WebhookSecrets secrets;
  private final Clock clock;

  public RotateWebhookSecret(WebhookDesk desk, WebhookSecrets secrets, Clock clock) {
    this.desk = desk;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * @param endpoint empty for the org's callbacks
   */
  public record Command(OrgId org, Optional<WebhookEndpointId> endpoint) {}

  /**
   * The secrets from now on, of which the current one is to be shown this once.
   *
   * @throws Refusal {@code webhook_endpoint_not_found}
   */
  public SigningSecrets execute(Actor actor, Command command) {
    Access access = desk.gatekeeper().require(actor, command.org(), NEEDS);
    return desk.ledger()
        .change(
            access,
            change ->
                command
                    .endpoint()
                    .map(id -> ofEndpoint(actor, access, id, change))
                    .orElseGet(() -> ofCallbacks(actor, command.org(), change)));
  }

  private SigningSecrets ofEndpoint(
      Actor actor, Access access, WebhookEndpointId id, Ledger.Change change) {
    WebhookEndpoint endpoint = desk.require(access, id);
    Instant now = clock.instant();
    SigningSecrets rotated = endpoint.secrets().rotated(secrets.next(), now);
    desk.endpoints().update(endpoint.withSecrets(rotated, now));
    change.record(
        AuditEntry.allowed(actor, "webhook_endpoint.rotate_secret", WebhookDesk.resource(id)));
    return rotated;
  }

  private SigningSecrets ofCallbacks(Actor actor, OrgId org, Ledger.Change change) {
    SigningSecrets rotated =
        desk.endpoints()
            .callbackSecrets(org)
            .map(before -> before.rotated(secrets.next(), clock.instant()))
            .orElseGet(() -> SigningSecrets.first(secrets.next()));
    desk.endpoints().putCallbackSecrets(org, rotated);
    change.record(AuditEntry.allowed(actor, "callback.rotate_secret", "org:" + org));
    return rotated;
  }
}
