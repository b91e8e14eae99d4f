package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key's or token's times.
 *
 * @param expiresAt when it stops working; empty for never
 * @param lastUsedAt give or take a minute; empty for one that was not used yet
 */
public record CredentialLife(
    Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt) {
  /** How far ahead an expiry may be. */
  public static final Duration LONGEST = Duration.ofDays(3_653);

  /**
   * The life of a credential that is made now.
   *
   * @throws Refusal {@code invalid_field} for {@code expires_at} unless it is in the future and
   *     within {@link #LONGEST}
   */
  public static CredentialLife begun(Instant now, Optional<Instant> expiresAt) {
    if (expiresAt.filter(end -> !end.isAfter(now) || end.isAfter(now.plus(LONGEST))).isPresent()) {
      throw Refusal.invalid("expires_at", "must be in the future, and within ten years");
    }
    return new CredentialLife(
        now, expiresAt.map(end -> end.truncatedTo(ChronoUnit.MICROS)), Optional.empty());
  }

  /** Of some credentials the one whose life is over the longest; empty where none's is. */
  public static <T> Optional<T> firstExpired(
      Collection<T> credentials, Function<T, CredentialLife> lifeOf, Instant now) {
    return credentials.stream()
        .filter(each -> lifeOf.apply(each).isOverAt(now))
        .min(Comparator.comparing(each -> lifeOf.apply(each).expiresAt().orElseThrow()));
  }

  public boolean isOverAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }
}
