package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;

/** Looks over all orgs for chains that went on since their newest checkpoint. */
public interface DueCheckpoints {
  /**
   * Orgs whose chain went on by at least {@code entries}, or at all where the newest checkpoint was
   * taken at {@code since} or before, or there is none.
   */
  List<OrgId> due(long entries, Instant since, int limit);
}
