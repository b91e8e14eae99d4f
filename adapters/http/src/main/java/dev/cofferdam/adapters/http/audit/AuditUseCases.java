package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.ShowAuditKeys;
import dev.cofferdam.application.audit.VerifyAudit;
import java.util.List;

/** What this feature's routes call. */
public record AuditUseCases(
    ListAudit listAudit,
    ExportAudit exportAudit,
    VerifyAudit verifyAudit,
    ListCheckpoints listCheckpoints,
    ShowAuditKeys showAuditKeys) {
  public List<Object> resources(Platform platform) {
    return List.of(
        new AuditResource(listAudit, exportAudit, platform.json()),
        new AuditProofResource(verifyAudit, listCheckpoints),
        new AuditKeysResource(showAuditKeys));
  }
}
