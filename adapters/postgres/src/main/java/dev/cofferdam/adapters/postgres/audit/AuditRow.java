package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import java.time.Instant;

/** A row of {@code audit_entries}. */
record AuditRow(
    long seq,
    Instant at,
    String actorKind,
    String actorId,
    String action,
    String resource,
    String outcome,
    String address,
    String requestId,
    ChainHash hash) {
  ChainedEntry toEntry() {
    return new ChainedEntry(
        seq, at, actorKind, actorId, action, resource, outcome, address, requestId, hash);
  }
}
