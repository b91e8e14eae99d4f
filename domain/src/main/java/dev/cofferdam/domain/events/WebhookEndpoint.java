package dev.cofferdam.domain.events;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An address that an org's events are carried out to.
 *
 * @param types which events
 * @param description for people, up to {@link #MAX_DESCRIPTION} characters; may be empty
 * @param disabled why nothing is sent; empty where all is well
 * @param failingSince since when it has taken nothing that was sent; empty where it took the last
 */
public record WebhookEndpoint(
    OrgId org,
    WebhookEndpointId id,
    EndpointKind kind,
    WebhookUrl url,
    EventPatterns types,
    String description,
    SigningSecrets secrets,
    Optional<WhyDisabled> disabled,
    Optional<Instant> failingSince,
    Instant createdAt,
    Instant changedAt) {
  public static final int MAX_DESCRIPTION = 500;

  /** One that has taken nothing for so long is switched off. */
  public static final Duration PATIENCE = Duration.ofDays(5);

  public WebhookEndpoint {
    if (description.length() > MAX_DESCRIPTION
        || description.codePoints().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(
          "description", "must be at most " + MAX_DESCRIPTION + " characters in one line");
    }
  }

  public boolean isEnabled() {
    return disabled.isEmpty();
  }

  /** Whether it gets events of this type now. */
  public boolean wants(String type) {
    return isEnabled() && types.match(type);
  }

  /** With other settings. One that is switched on begins anew, as if it had never failed. */
  public WebhookEndpoint changed(
      WebhookUrl newUrl,
      EventPatterns newTypes,
      String newDescription,
      Optional<WhyDisabled> newDisabled,
      Instant now) {
    boolean anew = disabled.isPresent() && newDisabled.isEmpty();
    return new WebhookEndpoint(
        org,
        id,
        kind,
        newUrl,
        newTypes,
        newDescription,
        secrets,
        newDisabled,
        anew ? Optional.empty() : failingSince,
        createdAt,
        now);
  }

  public WebhookEndpoint disabled(WhyDisabled why, Instant now) {
    return changed(url, types, description, Optional.of(why), now);
  }

  public WebhookEndpoint withSecrets(SigningSecrets newSecrets, Instant now) {
    return new WebhookEndpoint(
        org, id, kind, url, types, description, newSecrets, disabled, failingSince, createdAt, now);
  }

  /** Whether a failure now is one too many. */
  public boolean isHopelessAt(Instant now) {
    return failingSince.filter(since -> !since.plus(PATIENCE).isAfter(now)).isPresent();
  }
}
