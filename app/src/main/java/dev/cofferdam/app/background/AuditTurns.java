package dev.cofferdam.app.background;

import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.TrimAudit;
import dev.cofferdam.application.audit.port.OneAtATime;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for audit trails over and over, where no other process does it; says once which
 * chains are not what they were.
 */
public final class AuditTurns {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTurns.class);

  private final TakeCheckpoints takeCheckpoints;
  private final TrimAudit trimAudit;
  private final OneAtATime oneAtATime;
  private final Set<OrgId> told = ConcurrentHashMap.newKeySet();

  public AuditTurns(TakeCheckpoints takeCheckpoints, TrimAudit trimAudit, OneAtATime oneAtATime) {
    this.takeCheckpoints = takeCheckpoints;
    this.trimAudit = trimAudit;
    this.oneAtATime = oneAtATime;
  }

  public void takeCheckpoints() {
    oneAtATime.run("audit-checkpoints", () -> tell(takeCheckpoints.execute().broken()));
  }

  public void trim() {
    oneAtATime.run("audit-retention", () -> tell(trimAudit.execute().broken()));
  }

  private void tell(List<OrgId> broken) {
    for (OrgId org : broken) {
      if (told.add(org)) {
        LOG.error(
            "THE AUDIT TRAIL OF THE ORG {} IS NOT WHAT WAS SIGNED BEFORE: it was rewritten, or an"
                + " older database was put back. It gets no checkpoints, and nothing of it is"
                + " removed, until that is cleared up (docs/operate/audit.md).",
            org);
      }
    }
  }
}
