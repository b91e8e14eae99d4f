package dev.cofferdam.adapters.http.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookEndpoint;
import dev.cofferdam.domain.events.WhyDisabled;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where events are sent to. Prints without the secret. */
record WebhookEndpointView(
    @Schema(implementation = WebhookEndpointId.class) String id,
    @Schema(implementation = EndpointKind.class, description = "The shape of what is sent.")
        String kind,
    @Schema(
            description = "Where to; of a Slack webhook, whose path is a secret, only the host.",
            example = "https://hooks.example.org/cofferdam")
        String url,
    @Schema(description = "Which events.", example = "[\"run.*\"]") List<String> types,
    @Schema(description = "For people.", example = "The chat bot") String description,
    @Schema(description = "Whether anything is sent.") boolean enabled,
    @Schema(
            implementation = WhyDisabled.class,
            description = "Why nothing is sent; null where it is.")
        Optional<String> whyDisabled,
    @Schema(
            description =
                "Since when it has taken nothing that was sent; null where it took the last.")
        Optional<Instant> failingSince,
    @Schema(
            description = "What messages are signed with; only in the answer that makes it.",
            example = "whsec_…",
            format = "password")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> secret,
    @Schema(
            description =
                "Until when messages are signed with the secret before, too; null where they aren't.")
        Optional<Instant> previousSecretUntil,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When its settings were last changed.") Instant changedAt) {
  WebhookEndpointView {
    types = List.copyOf(types);
  }

  static WebhookEndpointView of(WebhookEndpoint endpoint) {
    return of(endpoint, Optional.empty());
  }

  /** With the secret, which is shown this once. */
  static WebhookEndpointView made(WebhookEndpoint endpoint) {
    return of(endpoint, Optional.of(endpoint.secrets().current().reveal()));
  }

  private static WebhookEndpointView of(WebhookEndpoint endpoint, Optional<String> secret) {
    return new WebhookEndpointView(
        endpoint.id().toString(),
        endpoint.kind().code(),
        endpoint.kind() == EndpointKind.SLACK ? endpoint.url().toString() : endpoint.url().text(),
        endpoint.types().patterns(),
        endpoint.description(),
        endpoint.isEnabled(),
        endpoint.disabled().map(WhyDisabled::code),
        endpoint.failingSince(),
        secret,
        endpoint.secrets().before().map(SigningSecrets.Before::until),
        endpoint.createdAt(),
        endpoint.changedAt());
  }

  @Override
  public String toString() {
    return "WebhookEndpointView[" + id + ", [REDACTED]]";
  }
}
