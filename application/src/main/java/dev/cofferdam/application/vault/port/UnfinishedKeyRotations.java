package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** Rotations that are running, over all orgs. */
public interface UnfinishedKeyRotations {
  /** Oldest first. */
  List<Unfinished> list(int limit);

  record Unfinished(OrgId org, KeyRotationId rotation) {}
}
