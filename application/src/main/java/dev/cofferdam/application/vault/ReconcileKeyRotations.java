package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.KeyRotationLauncher;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotations;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/**
 * Starts the durable work of every rotation that isn't done again; where it is under way, that
 * changes nothing.
 */
public final class ReconcileKeyRotations {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int LIMIT = 1_000;

  private final UnfinishedKeyRotations unfinished;
  private final KeyRotationLauncher launcher;

  public ReconcileKeyRotations(UnfinishedKeyRotations unfinished, KeyRotationLauncher launcher) {
    this.unfinished = unfinished;
    this.launcher = launcher;
  }

  /** Returns how many rotations it found. */
  public int execute() {
    List<UnfinishedKeyRotations.Unfinished> found = unfinished.list(LIMIT);
    found.forEach(each -> launcher.launch(each.org(), each.rotation()));
    return found.size();
  }
}
