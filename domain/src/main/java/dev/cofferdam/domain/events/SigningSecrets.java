package dev.cofferdam.domain.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What messages are signed with: a secret, and for a while after a change the one before, so that
 * receivers can change at leisure.
 */
public record SigningSecrets(WebhookSecret current, Optional<Before> before) {
  /** For how long messages are signed with the secret before, too. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /**
   * @param until when its time is over
   */
  public record Before(WebhookSecret secret, Instant until) {}

  public static SigningSecrets first(WebhookSecret secret) {
    return new SigningSecrets(secret, Optional.empty());
  }

  /** With another secret from now on; only the last one before stays valid. */
  public SigningSecrets rotated(WebhookSecret next, Instant now) {
    return new SigningSecrets(next, Optional.of(new Before(current, now.plus(OVERLAP))));
  }

  /** What goes into {@code webhook-signature}. */
  public String sign(String id, Instant at, byte[] body) {
    return List.of(
            Optional.of(current), before.filter(b -> at.isBefore(b.until())).map(Before::secret))
        .stream()
        .flatMap(Optional::stream)
        .map(secret -> secret.sign(id, at, body))
        .collect(Collectors.joining(" "));
  }
}
