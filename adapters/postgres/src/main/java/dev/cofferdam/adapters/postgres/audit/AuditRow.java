package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import java.nio.ByteBuffer;
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
    String commitment,
    ByteBuffer hash) {
  private static final ChainHash NONE = ChainHash.of(new byte[ChainHash.LENGTH]);

  /** What is no hash, in a row that was tampered with, becomes one that fits nowhere. */
  ChainedEntry toEntry() {
    return new ChainedEntry(
        seq,
        at,
        actorKind,
        actorId,
        action,
        resource,
        outcome,
        address,
        requestId,
        commitment,
        chainHash());
  }

  private ChainHash chainHash() {
    if (hash.remaining() != ChainHash.LENGTH) {
      return NONE;
    }
    byte[] bytes = new byte[ChainHash.LENGTH];
    hash.duplicate().get(bytes);
    return ChainHash.of(bytes);
  }
}
