package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.WebhookSecrets;
import dev.cofferdam.application.events.port.WebhookSender;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.audit.Announcement.Audience;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.events.Delivery.Attempt;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.RetrySchedule;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;

/**
 * Sends one delivery that is due, and writes down how that went. Who dies between the two has it
 * sent once more, under the same id. It holds no transaction while it sends.
 */
public final class SendDelivery {
  public static final Permission NEEDS = Permission.SYSTEM;

  private static final Actor SELF = new Actor.Installation("webhooks", Actor.Origin.INSIDE);

  private final Ledger ledger;
  private final WebhookStore endpoints;
  private final DeliveryStore deliveries;
  private final WebhookSender sender;
  private final WebhookSecrets secrets;
  private final DoubleSupplier chance;
  private final Clock clock;

  /**
   * @param chance from 0 to 1, for who spreads what failed together
   */
  public SendDelivery(
      Ledger ledger,
      WebhookStore endpoints,
      DeliveryStore deliveries,
      WebhookSender sender,
      WebhookSecrets secrets,
      DoubleSupplier chance,
      Clock clock) {
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.sender = sender;
    this.secrets = secrets;
    this.chance = chance;
    this.clock = clock;
  }

  public record Command(OrgId org, DeliveryId id) {}

  /** Where a message goes, and what it is signed with. */
  private record Destination(WebhookUrl url, SigningSecrets secrets) {}

  private record Work(Delivery delivery, Destination destination) {}

  public void execute(Command command) {
    Optional<Work> found =
        ledger.append(Access.ofInstallation(command.org()), () -> workOf(command));
    found.ifPresent(work -> record(work.delivery(), send(work)));
  }

  private Optional<Work> workOf(Command command) {
    return deliveries
        .find(command.org(), command.id())
        .filter(delivery -> delivery.status() == Delivery.Status.PENDING)
        .flatMap(
            delivery -> {
              Optional<Destination> destination = destinationOf(delivery);
              if (destination.isEmpty()) {
                deliveries.save(delivery.givenUp(notSent("endpoint_disabled")));
              }
              return destination.map(where -> new Work(delivery, where));
            });
  }

  private Optional<Destination> destinationOf(Delivery delivery) {
    if (delivery.target() instanceof Delivery.Target.ToCallback callback) {
      return Optional.of(new Destination(callback.url(), callbackSecrets(delivery.org())));
    }
    return delivery
        .endpoint()
        .flatMap(id -> endpoints.find(delivery.org(), id))
        .filter(WebhookEndpoint::isEnabled)
        .map(endpoint -> new Destination(endpoint.url(), endpoint.secrets()));
  }

  private SigningSecrets callbackSecrets(OrgId org) {
    return endpoints
        .callbackSecrets(org)
        .orElseGet(
            () -> {
              endpoints.addCallbackSecrets(org, SigningSecrets.first(secrets.next()));
              return endpoints.callbackSecrets(org).orElseThrow();
            });
  }

  private Attempt notSent(String why) {
    return new Attempt(clock.instant(), OptionalInt.empty(), Optional.of(why), Duration.ZERO, "");
  }

  private WebhookSender.Answer send(Work work) {
    Delivery delivery = work.delivery();
    Instant now = clock.instant();
    String id = delivery.event().toString();
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", work.destination().secrets().sign(id, now, body));
    return sender.send(work.destination().url(), headers, body);
  }

  private void record(Delivery delivery, WebhookSender.Answer answer) {
    Attempt attempt =
        new Attempt(
            clock.instant(), answer.status(), answer.error(), answer.latency(), answer.text());
    Optional<Duration> pause =
        attempt.isGone()
            ? Optional.empty()
            : RetrySchedule.pauseAfter(
                delivery.attempts() + 1, answer.retryAfter(), chance.getAsDouble());
    boolean hopeless =
        ledger.append(
            Access.ofInstallation(delivery.org()),
            () -> deliveries.save(delivery.after(attempt, pause)) && isHopeless(delivery, attempt));
    if (hopeless) {
      disable(delivery, attempt.isGone() ? WhyDisabled.GONE : WhyDisabled.FAILING);
    }
  }

  /** Notes the endpoint's health, and says whether it has to be switched off. */
  private boolean isHopeless(Delivery delivery, Attempt attempt) {
    if (delivery.endpoint().isEmpty()) {
      return false;
    }
    endpoints.noteHealth(
        delivery.org(),
        delivery.endpoint().get(),
        attempt.isTaken() ? Optional.empty() : Optional.of(attempt.at()));
    return attempt.isGone()
        || endpoints
            .find(delivery.org(), delivery.endpoint().get())
            .filter(endpoint -> endpoint.isHopelessAt(attempt.at()))
            .isPresent();
  }

  private void disable(Delivery delivery, WhyDisabled why) {
    ledger.change(
        Access.ofInstallation(delivery.org()),
        change -> {
          Optional<WebhookEndpoint> endpoint =
              delivery
                  .endpoint()
                  .flatMap(id -> endpoints.find(delivery.org(), id))
                  .filter(WebhookEndpoint::isEnabled);
          endpoint.ifPresent(on -> switchOff(on, why, change));
          return endpoint;
        });
  }

  private void switchOff(WebhookEndpoint endpoint, WhyDisabled why, Ledger.Change change) {
    endpoints.update(endpoint.disabled(why, clock.instant()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("webhook_endpoint", endpoint.id().toString());
    data.put("reason", why.code());
    change.record(
        AuditEntry.allowed(SELF, "webhook_endpoint.disable", WebhookDesk.resource(endpoint.id())),
        EventType.WEBHOOK_ENDPOINT_DISABLED.about(Audience.ALL, data));
  }
}
