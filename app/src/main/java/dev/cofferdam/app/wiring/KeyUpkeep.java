package dev.cofferdam.app.wiring;

import dev.cofferdam.application.vault.AddKeyShares;
import dev.cofferdam.application.vault.CheckOrgKeys;
import dev.cofferdam.application.vault.FinishKeyDestructions;
import dev.cofferdam.application.vault.ProveVault;
import dev.cofferdam.domain.access.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps orgs' keysets and their shares outside of the database together, and has what is older than
 * commitments committed to.
 */
record KeyUpkeep(
    AddKeyShares add, FinishKeyDestructions finish, CheckOrgKeys check, ProveVault prove) {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUpkeep.class);

  /**
   * What has to be so before anybody is served. An object store that is away holds nobody up.
   *
   * @throws IllegalArgumentException when it is another object store
   */
  void start() {
    try {
      once();
      if (!check.execute()) {
        throw new IllegalArgumentException(
            "The object store has not the key shares of the orgs in this database (folder"
                + " org-keys). Put the right one in place; nothing was changed.");
      }
    } catch (Refusal away) {
      LOG.warn(
          "The object store can't be reached, so orgs' keys can't be checked: {}",
          away.getMessage());
    }
  }

  /** What is left to do. */
  void once() {
    int added = add.execute();
    if (added > 0) {
      LOG.info("Wrapped the keys of {} orgs by shares outside of the database", added);
    }
    finish.execute();
    int proven = prove.execute();
    if (proven > 0) {
      LOG.info("Committed to what {} orgs had before there were commitments", proven);
    }
  }
}
