package dev.cofferdam.app.config;

import dev.cofferdam.adapters.http.platform.RateLimits;
import dev.cofferdam.domain.metering.RateLimit;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests are taken where no plan says it; 0 for any number.
 *
 * @param personPerHour of one person, outside of orgs
 * @param addressPerMinute of one address, without a credential
 */
public record RequestSettings(
    @PositiveOrZero long personPerHour, @PositiveOrZero long addressPerMinute) {
  static final RequestSettings DEFAULT = new RequestSettings(3_600, 120);

  public RateLimits.Outside outside() {
    return new RateLimits.Outside(
        limit("person", personPerHour, Duration.ofHours(1)),
        limit("address", addressPerMinute, Duration.ofMinutes(1)));
  }

  private static Optional<RateLimit> limit(String name, long quota, Duration window) {
    return quota == 0 ? Optional.empty() : Optional.of(new RateLimit(name, quota, window));
  }
}
