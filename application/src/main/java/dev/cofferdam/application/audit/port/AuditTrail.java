package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An org's audit entries, to read. Calls belong into {@link Ledger#read}. */
public interface AuditTrail {
  /** Newest first, those with a smaller {@code seq} than {@code before}. */
  List<ChainedEntry> newest(OrgId org, Filter filter, long before, int limit);

  /**
   * Oldest first, those with a greater {@code seq} than {@code after}; everything in one snapshot
   * with {@link #head}.
   */
  List<ChainedEntry> oldest(OrgId org, long after, int limit);

  /** As {@link #oldest}, those alone that commit to something. */
  List<ChainedEntry> committing(OrgId org, long after, int limit);

  Optional<LedgerHead> head(OrgId org);

  /** The smallest {@code seq} of an entry of that instant or later. */
  OptionalLong firstSince(OrgId org, Instant at);

  /**
   * Oldest first, all that match with a {@code seq} over {@code after} and up to {@code last}; who
   * asks keeps the two close together.
   */
  List<ChainedEntry> between(OrgId org, Filter filter, long after, long last);

  /**
   * Exact matches; empty takes all.
   *
   * @param resource matches what starts with it
   * @param outcome {@code allowed} or {@code refused}
   * @param since takes entries of that instant and later
   * @param until takes entries before that instant
   */
  record Filter(
      Optional<String> actorId,
      Optional<String> action,
      Optional<String> resource,
      Optional<String> outcome,
      Optional<Instant> since,
      Optional<Instant> until) {
    /** Everything. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Filter byActor(String id) {
      return new Filter(Optional.of(id), action, resource, outcome, since, until);
    }

    public Filter byAction(String exact) {
      return new Filter(actorId, Optional.of(exact), resource, outcome, since, until);
    }

    public Filter byResource(String prefix) {
      return new Filter(actorId, action, Optional.of(prefix), outcome, since, until);
    }

    public Filter byOutcome(String exact) {
      return new Filter(actorId, action, resource, Optional.of(exact), since, until);
    }

    public Filter since(Instant first) {
      return new Filter(actorId, action, resource, outcome, Optional.of(first), until);
    }

    public Filter until(Instant end) {
      return new Filter(actorId, action, resource, outcome, since, Optional.of(end));
    }
  }
}
