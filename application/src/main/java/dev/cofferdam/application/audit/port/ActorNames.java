package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.Map;
import java.util.Set;

/** What people call the actors of audit entries now; the chain knows their ids alone. */
public interface ActorNames {
  /**
   * The names of those who have one; actors that are unknown, or of another org, are left out.
   * Belongs into a read of the org.
   */
  Map<ActorRef, String> of(OrgId org, Set<ActorRef> actors);

  /** An actor as an entry has it. */
  record ActorRef(String kind, String id) {}
}
