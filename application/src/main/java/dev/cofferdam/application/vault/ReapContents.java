package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.vault.port.ContentStore;
import dev.cofferdam.application.vault.port.ExpiredContents;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/**
 * Removes contents that were kept for long enough: the pieces first, so that nothing is left that
 * nobody knows of.
 */
public final class ReapContents {
  public static final Permission NEEDS = Permission.SYSTEM;
  private static final int BATCH = 100;

  private final ExpiredContents expired;
  private final Contents contents;
  private final Ledger ledger;
  private final ContentStore store;

  public ReapContents(
      ExpiredContents expired, Contents contents, Ledger ledger, ContentStore store) {
    this.expired = expired;
    this.contents = contents;
    this.ledger = ledger;
    this.store = store;
  }

  /**
   * @return how many were removed
   * @throws ObjectStoreUnavailable the rest is done another time
   */
  public int execute() {
    int removed = 0;
    for (List<ExpiredContents.Expired> found = expired.list(BATCH);
        !found.isEmpty();
        found = expired.list(BATCH)) {
      found.forEach(this::remove);
      removed += found.size();
    }
    return removed;
  }

  private void remove(ExpiredContents.Expired each) {
    ledger.append(
        Access.ofInstallation(each.org()),
        () -> {
          if (store.lockExpired(each.org(), each.content())) {
            contents.deletePieces(each.org(), each.content());
            store.delete(each.org(), each.content());
          }
          return each;
        });
  }
}
