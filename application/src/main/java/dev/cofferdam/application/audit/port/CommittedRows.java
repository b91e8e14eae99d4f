package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The rows that audit entries commit to, as they are now. Calls belong into {@link Ledger#read}.
 */
public interface CommittedRows {
  /**
   * All of them, in the order of the entries' places, and within one as it commits to them. It
   * holds none of them.
   */
  void each(OrgId org, Consumer<Row> to);

  /** How many rows there are that no entry commits to. */
  long uncommitted(OrgId org);

  /** Something whose present state is not what the newest row about it says. */
  Optional<Stray> stray(OrgId org);

  /**
   * @param entry the place of the entry that should commit to it
   * @param subject what it is about, by ids
   * @param digest of what it says; empty where it is not there
   */
  record Row(long entry, String subject, Optional<RowDigest> digest, Value value) {}

  /** What is known of the sealed value that goes with a row. */
  enum Value {
    /** There is none. */
    NONE,
    /** It opens, and is the one that the row is about. */
    SAME,
    /** It does not open, or is another. */
    OTHER,
    /** It can't be opened now, or ever again: nothing is known. */
    SEALED
  }

  /**
   * @param entry that says otherwise, if one does
   * @param subject what it is about, by ids
   */
  record Stray(OptionalLong entry, String subject) {}
}
