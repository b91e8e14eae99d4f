package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Optional;

/** An org's audit entries, to read. Calls belong into {@link Ledger#read}. */
public interface AuditTrail {
  /** Newest first, those with a smaller {@code seq} than {@code before}. */
  List<ChainedEntry> newest(OrgId org, Filter filter, long before, int limit);

  /**
   * Oldest first, those with a greater {@code seq} than {@code after}; everything in one snapshot
   * with {@link #head}.
   */
  List<ChainedEntry> oldest(OrgId org, long after, int limit);

  Optional<LedgerHead> head(OrgId org);

  /** Exact matches; empty takes all. {@code resource} matches what starts with it. */
  record Filter(Optional<String> actorId, Optional<String> action, Optional<String> resource) {}
}
