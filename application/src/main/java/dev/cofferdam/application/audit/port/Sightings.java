package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/**
 * Who saw what, added up by reader: what {@link Reveals} keeps by itself, for the reveals that go
 * with a change instead.
 */
@FunctionalInterface
public interface Sightings {
  /**
   * In the thread's transaction.
   *
   * @param entry that says who saw it, and when
   */
  void record(OrgId org, ChainedEntry entry, List<Seen> seen);
}
