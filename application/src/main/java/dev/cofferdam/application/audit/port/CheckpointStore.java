package dev.cofferdam.application.audit.port;

import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Optional;

/**
 * What the database has of an org's claims. They are given as they were found: whoever asks has to
 * ask the {@link Notary} too. Those that can't be read are left out.
 */
public interface CheckpointStore {
  /** Adds a checkpoint, unless there is one of its place. Belongs into {@link Ledger#append}. */
  void add(SignedClaim checkpoint);

  /** Newest first, those with a smaller {@code seq} than {@code before}. */
  List<SignedClaim> newest(OrgId org, long before, int limit);

  /** Oldest first, those with a {@code seq} over {@code after} and up to {@code last}. */
  List<SignedClaim> between(OrgId org, long after, long last, int limit);

  /** What says that entries were removed, if any were. */
  Optional<SignedClaim> anchor(OrgId org);
}
