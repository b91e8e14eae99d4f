package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.port.LogBell;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.UsageRecord;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.Receipt;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;

/** Ends a run once: its state, its usage and its audit entry in one transaction. */
public final class RunEnder {
  private final Ledger ledger;
  private final RunStore runs;
  private final UsageLedger usage;
  private final LogBell bell;
  private final Clock clock;

  public RunEnder(Ledger ledger, RunStore runs, UsageLedger usage, LogBell bell, Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.usage = usage;
    this.bell = bell;
    this.clock = clock;
  }

  /** A run that has ended before stays as it is; one whose commands never began costs nothing. */
  void end(Actor actor, OrgId org, RunId run, Ending ending) {
    Instant now = clock.instant();
    boolean ended =
        ledger.change(
            Access.ofInstallation(org),
            change -> {
              if (!runs.end(org, run, ending, now)) {
                return false;
              }
              if (ending.isBillable() && ending.receipt().durationMs() > 0) {
                meter(org, run, ending.receipt(), now);
              }
              change.record(
                  AuditEntry.allowed(actor, "run." + ending.status().code(), "run:" + run),
                  RunEvents.ended(runs.find(org, run).orElseThrow(), ending));
              return true;
            });
    if (ended) {
      bell.ring(run);
    }
  }

  private void meter(OrgId org, RunId run, Receipt receipt, Instant at) {
    Meter meter = new Meter(org, "run/" + run + "/", at);
    meter.record(Metric.RUNS, BigDecimal.ONE);
    meter.record(Metric.COMPUTE_SECONDS, BigDecimal.valueOf(receipt.durationMs(), 3));
    receipt.cpuMs().ifPresent(ms -> meter.record(Metric.CPU_MS, BigDecimal.valueOf(ms)));
    receipt
        .memoryMbSeconds()
        .ifPresent(amount -> meter.record(Metric.MEMORY_MB_S, BigDecimal.valueOf(amount)));
  }

  private final class Meter {
    private final OrgId org;
    private final String prefix;
    private final Instant at;

    Meter(OrgId org, String prefix, Instant at) {
      this.org = org;
      this.prefix = prefix;
      this.at = at;
    }

    void record(Metric metric, BigDecimal amount) {
      usage.record(new UsageRecord(org, prefix + metric.code(), metric, amount, at));
    }
  }
}
