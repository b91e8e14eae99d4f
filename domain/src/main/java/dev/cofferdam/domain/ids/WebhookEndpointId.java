package dev.cofferdam.domain.ids;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An address that an org's events are carried out to. */
public record WebhookEndpointId(UUID value) {
  public WebhookEndpointId {
    Objects.requireNonNull(value, "value");
  }

  /** The id written as a canonical UUID; empty when it is not one. */
  public static Optional<WebhookEndpointId> parse(String text) {
    return Uuid7.parse(text).map(WebhookEndpointId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
