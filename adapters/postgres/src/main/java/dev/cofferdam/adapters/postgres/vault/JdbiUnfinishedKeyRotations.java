package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotations;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;

/** Running rotations of all orgs, as the system role sees them. */
public final class JdbiUnfinishedKeyRotations implements UnfinishedKeyRotations {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiUnfinishedKeyRotations(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Unfinished> list(int limit) {
    return system.look(handle -> handle.attach(KeyRotationDao.class).unfinished(limit)).stream()
        .map(row -> new Unfinished(new OrgId(row.orgId()), new KeyRotationId(row.rotationId())))
        .toList();
  }
}
