package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.WebhookSecret;

/** Makes secrets that nobody can guess. */
@FunctionalInterface
public interface WebhookSecrets {
  WebhookSecret next();
}
