package dev.cofferdam.adapters.postgres.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.events.SigningSecrets;
import dev.cofferdam.domain.events.WebhookSecret;
import dev.cofferdam.domain.events.WebhookUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Seals addresses and secrets, each bound to whose it is. */
final class WebhookSeal {
  private final InstanceSealer sealer;

  WebhookSeal(InstanceSealer sealer) {
    this.sealer = sealer;
  }

  /** Secrets as they are kept. */
  record Sealed(SealedBytes current, Optional<SealedBytes> before, Optional<Instant> until) {}

  SealedBytes seal(UUID owner, WebhookUrl url) {
    return sealer.seal(Purpose.WEBHOOK, owner + "/url", url.text().getBytes(UTF_8));
  }

  WebhookUrl url(UUID owner, SealedBytes sealed) {
    return WebhookUrl.parse(
        new String(sealer.open(Purpose.WEBHOOK, owner + "/url", sealed), UTF_8));
  }

  Sealed seal(UUID owner, SigningSecrets secrets) {
    return new Sealed(
        seal(owner, secrets.current()),
        secrets.before().map(before -> seal(owner, before.secret())),
        secrets.before().map(SigningSecrets.Before::until));
  }

  SigningSecrets secrets(UUID owner, Sealed sealed) {
    return new SigningSecrets(
        secret(owner, sealed.current()),
        sealed
            .before()
            .map(
                before ->
                    new SigningSecrets.Before(
                        secret(owner, before), sealed.until().orElseThrow())));
  }

  private SealedBytes seal(UUID owner, WebhookSecret secret) {
    return sealer.seal(Purpose.WEBHOOK, owner + "/secret", secret.reveal().getBytes(UTF_8));
  }

  private WebhookSecret secret(UUID owner, SealedBytes sealed) {
    return WebhookSecret.parse(
        new String(sealer.open(Purpose.WEBHOOK, owner + "/secret", sealed), UTF_8));
  }
}
