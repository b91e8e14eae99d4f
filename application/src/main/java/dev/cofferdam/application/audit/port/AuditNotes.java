package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;

/** Audit entries about what did not come to be, and so go with no change. */
public interface AuditNotes {
  /**
   * Commits an entry to an org's chain; the org stays as it is. Not for a thread with a
   * transaction, whose ledger head it could wait for.
   *
   * @throws dev.cofferdam.domain.access.Refusal {@code overloaded}, {@code database_unavailable},
   *     {@code org_not_found} without a ledger head
   */
  void note(OrgId org, AuditEntry entry);
}
