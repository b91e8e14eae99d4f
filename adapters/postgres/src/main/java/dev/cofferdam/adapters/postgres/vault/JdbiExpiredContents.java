package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.ExpiredContents;
import java.util.List;

/** Contents of all orgs that are over their time, by the database's clock. */
public final class JdbiExpiredContents implements ExpiredContents {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiExpiredContents(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Expired> list(int limit) {
    return system.look(handle -> handle.attach(ContentDao.class).expired(limit)).stream()
        .map(ContentDao.ExpiredRow::toExpired)
        .toList();
  }
}
