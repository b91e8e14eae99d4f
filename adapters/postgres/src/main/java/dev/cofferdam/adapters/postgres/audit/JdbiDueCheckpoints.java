package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.DueCheckpoints;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;

/** Asks for chains that went on, over all orgs, as the system role. */
public final class JdbiDueCheckpoints implements DueCheckpoints {
  private final JdbiTransactions system;

  public JdbiDueCheckpoints(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<OrgId> due(long entries, Instant since, int limit) {
    return system
        .look(handle -> handle.attach(CheckpointDao.class).due(entries, since, limit))
        .stream()
        .map(OrgId::new)
        .toList();
  }
}
