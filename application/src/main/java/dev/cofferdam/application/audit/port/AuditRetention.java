package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.util.Optional;

/**
 * How long orgs keep their audit entries, as decided by whoever knows what they are entitled to.
 */
public interface AuditRetention {
  /** Empty when entries are kept for good. Belongs into a read of that org. */
  Optional<Duration> keptFor(OrgId org);
}
