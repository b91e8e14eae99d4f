package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import java.time.Instant;
import java.util.Optional;

/** Rotations of orgs' keys. An org has one at a time that is running. */
public interface KeyRotationStore {
  /** Puts a rotation into the thread's transaction, which is the org's only one that is running. */
  void add(KeyRotation rotation);

  Optional<KeyRotation> find(OrgId org, KeyRotationId rotation);

  /** The one that is running. */
  Optional<KeyRotation> running(OrgId org);

  /** Counts values that were sealed anew, with the thread's transaction. */
  void advance(OrgId org, KeyRotationId rotation, long more);

  /** Ends the rotation, with the thread's transaction; one that has ended stays as it is. */
  void finish(OrgId org, KeyRotationId rotation, Instant at);
}
