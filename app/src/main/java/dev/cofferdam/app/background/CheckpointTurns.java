package dev.cofferdam.app.background;

import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.port.OneAtATime;
import dev.cofferdam.domain.ids.OrgId;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checkpoints where no other process does, and says once which chains are not what they were.
 */
public final class CheckpointTurns {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointTurns.class);
  private static final String NAME = "audit-checkpoints";

  private final TakeCheckpoints takeCheckpoints;
  private final OneAtATime oneAtATime;
  private final Set<OrgId> told = new HashSet<>();

  public CheckpointTurns(TakeCheckpoints takeCheckpoints, OneAtATime oneAtATime) {
    this.takeCheckpoints = takeCheckpoints;
    this.oneAtATime = oneAtATime;
  }

  public void once() {
    oneAtATime.run(NAME, () -> tell(takeCheckpoints.execute()));
  }

  private void tell(TakeCheckpoints.Outcome outcome) {
    for (OrgId org : outcome.broken()) {
      if (told.add(org)) {
        LOG.error(
            "THE AUDIT TRAIL OF THE ORG {} IS NOT WHAT WAS SIGNED BEFORE: it was rewritten, or an"
                + " older database was put back. It gets no checkpoints until that is cleared up"
                + " (docs/operate/audit.md).",
            org);
      }
    }
  }
}
