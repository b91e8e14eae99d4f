package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An org's entries that commit to something, oldest first, a page at a time. */
final class CommittingEntries {
  private static final int PAGE = 1_000;

  private final AuditTrail trail;
  private final OrgId org;
  private final Deque<ChainedEntry> page = new ArrayDeque<>();
  private long last;
  private boolean ended;

  /**
   * @param after the place behind which they begin
   */
  CommittingEntries(AuditTrail trail, OrgId org, long after) {
    this.trail = trail;
    this.org = org;
    this.last = after;
  }

  /** The next one, if it stands before this place. */
  Optional<ChainedEntry> takeBefore(long seq) {
    fill();
    return page.isEmpty() || page.getFirst().seq() >= seq
        ? Optional.empty()
        : Optional.of(page.removeFirst());
  }

  /** The next one, if it stands at this place. */
  Optional<ChainedEntry> take(long seq) {
    fill();
    return page.isEmpty() || page.getFirst().seq() != seq
        ? Optional.empty()
        : Optional.of(page.removeFirst());
  }

  private void fill() {
    if (page.isEmpty() && !ended) {
      List<ChainedEntry> next = trail.committing(org, last, PAGE);
      page.addAll(next);
      ended = next.size() < PAGE;
      if (!next.isEmpty()) {
        last = page.getLast().seq();
      }
    }
  }
}
