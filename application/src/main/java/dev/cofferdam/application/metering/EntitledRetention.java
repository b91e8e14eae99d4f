package dev.cofferdam.application.metering;

import dev.cofferdam.application.audit.port.AuditRetention;
import dev.cofferdam.application.metering.port.Entitlements;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Audit entries are kept for as many days as the org is entitled to. */
public final class EntitledRetention implements AuditRetention {
  private final Entitlements entitlements;

  public EntitledRetention(Entitlements entitlements) {
    this.entitlements = entitlements;
  }

  @Override
  public Optional<Duration> keptFor(OrgId org) {
    OptionalLong days = entitlements.limit(org, Limit.AUDIT_DAYS);
    return days.isPresent() ? Optional.of(Duration.ofDays(days.getAsLong())) : Optional.empty();
  }
}
