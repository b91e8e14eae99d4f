package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.OptionalLong;

/** Notes in an {@link InMemoryLedger}. Safe for use by many threads. */
public final class InMemoryAuditNotes implements AuditNotes {
  private final InMemoryLedger ledger;

  public InMemoryAuditNotes(InMemoryLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void note(OrgId org, AuditEntry entry) {
    ledger.append(
        Access.ofInstallation(org), () -> ledger.append(org, OptionalLong.empty(), entry));
  }
}
