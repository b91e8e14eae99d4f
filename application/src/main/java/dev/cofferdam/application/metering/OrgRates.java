package dev.cofferdam.application.metering;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import dev.cofferdam.domain.metering.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests each org's plan gives it. Remembered for {@link #KEPT}, so a new plan's rate
 * holds a minute later.
 */
public final class OrgRates {
  static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 10_000;

  private final Ledger ledger;
  private final Entitlements entitlements;
  private final Clock clock;
  private final Map<OrgId, Known> known = new ConcurrentHashMap<>();

  public OrgRates(Ledger ledger, Entitlements entitlements, Clock clock) {
    this.ledger = ledger;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  private record Known(Optional<RateLimit> limit, Instant until) {}

  /** Empty where the plan sets no bound. */
  public Optional<RateLimit> of(OrgId org) {
    Instant now = clock.instant();
    Known found = known.get(org);
    if (found == null || !found.until().isAfter(now)) {
      found = new Known(ask(org), now.plus(KEPT));
      if (known.size() >= MOST_KEPT) {
        known.clear();
      }
      known.put(org, found);
    }
    return found.limit();
  }

  private Optional<RateLimit> ask(OrgId org) {
    return ledger
        .read(Access.ofInstallation(org), () -> entitlements.limit(org, Limit.REQUESTS_PER_HOUR))
        .stream()
        .mapToObj(most -> new RateLimit("org", most, Duration.ofHours(1)))
        .findFirst();
  }
}
