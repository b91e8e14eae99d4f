package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;

/** Starts the durable work of rotating an org's key. */
public interface KeyRotationLauncher {
  /** Starts it, unless it is under way. */
  void launch(OrgId org, KeyRotationId rotation);
}
