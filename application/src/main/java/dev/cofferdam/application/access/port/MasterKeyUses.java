package dev.cofferdam.application.access.port;

import java.util.Map;

/** Which master keys what is stored was wrapped by: keysets of the installation, orgs, people. */
public interface MasterKeyUses {
  /** How many keysets each master key wrapped, by its id; empty where nothing was ever wrapped. */
  Map<String, Long> counts();

  /**
   * Sees to it that nothing can be stored any more that this master key wrapped, if nothing is.
   *
   * @return false when something is
   */
  boolean retire(String masterKeyId);
}
