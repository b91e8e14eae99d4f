package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removes audit entries whose time is over, and nothing else: only what lies up to an org's anchor
 * can be removed, by the database's own rules.
 */
public interface TrailTrimmer {
  /** What time it is where the entries are. */
  Instant now();

  /** All orgs in the order of their ids, those behind {@code after}. */
  List<OrgId> orgs(Optional<OrgId> after, int limit);

  /** Puts an anchor in the place of the one before, unless that lies further on. */
  void put(SignedClaim anchor);

  /**
   * Removes the oldest entries up to the anchor, the checkpoints before it, and who saw what as of
   * entries up to it alone.
   *
   * @param limit entries at most, 1 to 10,000
   * @return how many entries were removed
   */
  int remove(OrgId org, int limit);
}
