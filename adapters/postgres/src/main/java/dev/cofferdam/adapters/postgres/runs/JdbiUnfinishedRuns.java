package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.UnfinishedRuns;
import java.util.List;

/** Unfinished runs of all orgs, as the system role sees them. */
public final class JdbiUnfinishedRuns implements UnfinishedRuns {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiUnfinishedRuns(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Unfinished> list(int limit) {
    return system.look(handle -> handle.attach(UnfinishedRunDao.class).list(limit)).stream()
        .map(UnfinishedRunDao.UnfinishedRunRow::toUnfinished)
        .toList();
  }
}
