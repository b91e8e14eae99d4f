package dev.cofferdam.domain.events;

import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.Uuid7;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened in an org, as it is told.
 *
 * @param seq its place among what happened in the org: later events have greater ones, and there
 *     are gaps
 * @param id the same wherever it is told, and however often
 * @param actorKind and {@code actorId}: who did it, as in the audit trail
 */
public record OrgEvent(
    OrgId org,
    long seq,
    EventId id,
    Instant at,
    String actorKind,
    String actorId,
    Announcement announcement) {

  /** What is told about an entry at its place in the chain. */
  public static OrgEvent of(OrgId org, ChainedEntry entry, Announcement announcement) {
    return new OrgEvent(
        org,
        entry.seq(),
        idOf(entry),
        entry.at(),
        entry.actorKind(),
        entry.actorId(),
        announcement);
  }

  /** Its time, and bits of the entry's hash, which no other entry of any org has. */
  private static EventId idOf(ChainedEntry entry) {
    ByteBuffer hash = ByteBuffer.wrap(entry.hash().bytes());
    return new EventId(
        Uuid7.of(entry.at().toEpochMilli(), new UUID(hash.getLong(), hash.getLong())));
  }

  public String type() {
    return announcement.type();
  }
}
