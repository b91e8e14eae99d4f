package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.VerifyAudit;
import java.util.List;

/** What this feature's routes call. */
public record AuditUseCases(ListAudit listAudit, VerifyAudit verifyAudit) {
  public List<Object> resources() {
    return List.of(new AuditResource(listAudit, verifyAudit));
  }
}
