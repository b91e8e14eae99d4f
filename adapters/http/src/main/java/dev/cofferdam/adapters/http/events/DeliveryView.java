package dev.cofferdam.adapters.http.events;

import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One event on its way to one address. */
record DeliveryView(
    @Schema(implementation = DeliveryId.class) String id,
    @Schema(implementation = WebhookEndpointId.class, description = "Null for a run's callback.")
        Optional<String> webhookEndpoint,
    @Schema(
            implementation = EventId.class,
            description =
                "The message's id, as in `webhook-id`; the same however often it is sent.")
        String event,
    @Schema(description = "What happened.", pattern = "^[a-z_]+\\.[a-z_]+$", example = "run.failed")
        String type,
    @Schema(implementation = Delivery.Status.class, description = "How far it has come.")
        String status,
    @Schema(description = "How often it was sent.", example = "1", minimum = "0") int attempts,
    @Schema(description = "When it is sent next; null where it is not.")
        Optional<Instant> nextAttemptAt,
    @Schema(description = "How sending it went last; null where it was not sent yet.")
        Optional<AttemptView> lastAttempt,
    @Schema(
            implementation = DeliveryId.class,
            description = "The delivery that this one repeats; null where it repeats none.")
        Optional<String> replayOf,
    @Schema(description = "What is sent.", example = "{\"type\":\"run.failed\"}") String body,
    @Schema(description = "When it was made.") Instant createdAt) {
  /** How sending it went. */
  record AttemptView(
      @Schema(description = "When it was over.") Instant at,
      @Schema(
              description = "The receiver's status; null where there was no answer.",
              example = "500")
          OptionalInt status,
      @Schema(
              description =
                  "Why there was no answer: `address_not_allowed`, `unknown_host`,"
                      + " `connection_failed`, `tls_failed`, `timeout` or `endpoint_disabled`.",
              example = "timeout")
          Optional<String> error,
      @Schema(description = "How long it took.", example = "120", minimum = "0") long latencyMs,
      @Schema(description = "The beginning of what the receiver said.", example = "no such bot")
          String answer) {
    static AttemptView of(Delivery.Attempt attempt) {
      return new AttemptView(
          attempt.at(),
          attempt.status(),
          attempt.error(),
          attempt.latency().toMillis(),
          attempt.answer());
    }
  }

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.id().toString(),
        delivery.endpoint().map(WebhookEndpointId::toString),
        delivery.event().toString(),
        delivery.type(),
        delivery.status().code(),
        delivery.attempts(),
        delivery.next(),
        delivery.last().map(AttemptView::of),
        delivery.replayOf().map(DeliveryId::toString),
        delivery.body(),
        delivery.createdAt());
  }
}
