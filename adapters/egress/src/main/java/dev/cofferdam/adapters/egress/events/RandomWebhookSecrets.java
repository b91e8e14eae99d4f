package dev.cofferdam.adapters.egress.events;

import dev.cofferdam.application.events.port.WebhookSecrets;
import dev.cofferdam.domain.events.WebhookSecret;
import java.security.SecureRandom;

/** Secrets of 256 bits from the system's generator. */
public final class RandomWebhookSecrets implements WebhookSecrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public WebhookSecret next() {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return WebhookSecret.of(key);
  }
}
