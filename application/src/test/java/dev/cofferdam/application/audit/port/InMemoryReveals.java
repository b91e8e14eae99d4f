package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.metering.port.InMemoryUsageLedger;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Gives away one after the other. Safe for use by many threads. */
public final class InMemoryReveals implements Reveals {
  private final InMemoryLedger ledger;
  private final InMemoryUsageLedger usage;
  private final Sightings sightings;

  public InMemoryReveals(InMemoryLedger ledger, InMemoryUsageLedger usage, Sightings sightings) {
    this.ledger = ledger;
    this.usage = usage;
    this.sightings = sightings;
  }

  @Override
  public <T> Optional<T> give(Access access, Reveal reveal, Supplier<T> opening) {
    T value;
    try {
      value = opening.get();
    } catch (SealBroken orOutOfDate) {
      if (ledger.append(access, () -> record(access, reveal)).isEmpty()) {
        return Optional.empty();
      }
      throw orOutOfDate;
    }
    Optional<ChainedEntry> recorded = ledger.append(access, () -> record(access, reveal));
    return recorded.map(entry -> value);
  }

  private Optional<ChainedEntry> record(Access access, Reveal reveal) {
    Optional<ChainedEntry> recorded =
        ledger.append(access.org(), OptionalLong.of(reveal.state()), reveal.entry());
    recorded.ifPresent(entry -> sightings.record(access.org(), entry, reveal.seen()));
    recorded.ifPresent(
        entry ->
            usage.record(
                new UsageRecord(
                    access.org(),
                    reveal.count().keyFor(entry),
                    Metric.ofCode(reveal.count().metric()),
                    BigDecimal.ONE,
                    entry.at())));
    return recorded;
  }
}
