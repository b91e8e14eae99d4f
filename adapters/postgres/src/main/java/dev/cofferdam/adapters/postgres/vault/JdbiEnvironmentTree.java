package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Environments as rows that name their parents, and every setting that they ever had. */
public final class JdbiEnvironmentTree implements EnvironmentTree {
  private final JdbiTransactions transactions;

  public JdbiEnvironmentTree(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Environment> line(OrgId org, EnvironmentId environment) {
    return environments(dao().line(org.value(), environment.value()));
  }

  @Override
  public List<Past> lineAt(OrgId org, EnvironmentId environment, Instant at) {
    return dao().lineAt(org.value(), environment.value(), at).stream()
        .map(PastRow::toPast)
        .toList();
  }

  @Override
  public List<Environment> branches(OrgId org, EnvironmentId environment) {
    return environments(dao().branches(org.value(), environment.value()));
  }

  @Override
  public boolean update(Environment environment, long entry) {
    return dao().update(EnvironmentRow.of(environment), entry) == 1;
  }

  @Override
  public void delete(OrgId org, List<Gone> environments, Instant at) {
    dao()
        .delete(
            org.value(),
            environments.stream().map(gone -> gone.environment().value()).toArray(UUID[]::new),
            environments.stream().map(Gone::entry).toArray(Long[]::new),
            at);
  }

  @Override
  public Optional<Deleted> findDeleted(OrgId org, ProjectId project, EnvironmentName name) {
    return dao()
        .findDeleted(org.value(), project.value(), name.value())
        .map(DeletedEnvironmentRow::toDeleted);
  }

  @Override
  public List<Environment> deletedTogether(OrgId org, EnvironmentId environment) {
    return environments(dao().deletedTogether(org.value(), environment.value()));
  }

  @Override
  public boolean undelete(OrgId org, EnvironmentId environment, long entry) {
    return dao().undelete(org.value(), environment.value(), entry) == 1;
  }

  private static List<Environment> environments(List<EnvironmentRow> rows) {
    return rows.stream().map(EnvironmentRow::toEnvironment).toList();
  }

  private EnvironmentTreeDao dao() {
    return transactions.handle().attach(EnvironmentTreeDao.class);
  }
}
