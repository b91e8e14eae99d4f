package dev.cofferdam.application.metering;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import java.math.BigDecimal;
import java.util.Map;

/** Shows what an org used in a month. */
public final class ShowUsage {
  public static final Permission NEEDS = Permission.USAGE_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final UsageLedger usage;

  public ShowUsage(Gatekeeper gatekeeper, Ledger ledger, UsageLedger usage) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.usage = usage;
  }

  public record Command(OrgId org, Period period) {}

  public Map<Metric, BigDecimal> execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(access, () -> usage.totals(command.org(), command.period()));
  }
}
