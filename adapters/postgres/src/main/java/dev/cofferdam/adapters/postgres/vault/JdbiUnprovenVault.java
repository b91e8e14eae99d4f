package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.vault.UnprovenDao.SecretProofRow;
import dev.cofferdam.adapters.postgres.vault.VaultFactDao.EnvironmentStateRow;
import dev.cofferdam.adapters.postgres.vault.VaultFactDao.ProjectStateRow;
import dev.cofferdam.adapters.postgres.vault.VaultFactDao.SecretFactRow;
import dev.cofferdam.application.vault.port.UnprovenVault;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows that were there before the tables of what entries commit to. */
public final class JdbiUnprovenVault implements UnprovenVault {
  private final JdbiTransactions transactions;
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiUnprovenVault(JdbiTransactions transactions, JdbiTransactions system) {
    this.transactions = transactions;
    this.system = system;
  }

  @Override
  public List<OrgId> orgs(Optional<OrgId> after, int limit) {
    UUID last = after.map(OrgId::value).orElse(null);
    return system.look(handle -> handle.attach(UnprovenDao.class).orgs(last, limit)).stream()
        .map(OrgId::new)
        .toList();
  }

  @Override
  public List<VaultFact> states(OrgId org) {
    List<VaultFact> facts = new ArrayList<>();
    dao().environments(org.value()).forEach(row -> facts.add(row.toFact(org)));
    dao().projects(org.value()).forEach(row -> facts.add(row.toFact(org)));
    return facts;
  }

  @Override
  public List<Unproven> secrets(OrgId org, Optional<SecretPlace> after, int limit) {
    List<SecretFactRow> rows =
        after
            .map(
                last ->
                    dao()
                        .next(
                            org.value(),
                            last.environment().value(),
                            last.name().value(),
                            last.version(),
                            limit))
            .orElseGet(() -> dao().first(org.value(), limit));
    return rows.stream()
        .map(row -> new Unproven((VaultFact.Secret) row.toFact(org), row.sealed()))
        .toList();
  }

  @Override
  public void prove(OrgId org, List<VaultFact> facts, long entry) {
    List<SecretProofRow> secrets = new ArrayList<>();
    List<EnvironmentStateRow> environments = new ArrayList<>();
    List<ProjectStateRow> projects = new ArrayList<>();
    for (VaultFact fact : facts) {
      if (fact instanceof VaultFact.Secret secret) {
        secrets.add(row(secret));
      } else if (fact instanceof VaultFact.Settings settings) {
        environments.add(row(settings, entry));
      } else {
        projects.add(row((VaultFact.Named) fact, entry));
      }
    }
    UnprovenDao dao = dao();
    dao.proveSecrets(org.value(), entry, secrets);
    dao.proveEnvironments(org.value(), entry, environments);
    dao.proveProjects(org.value(), entry, projects);
  }

  private static SecretProofRow row(VaultFact.Secret secret) {
    SecretPlace place = secret.place();
    return new SecretProofRow(
        place.environment().value(),
        place.name().value(),
        place.version(),
        secret.fingerprint().map(Fingerprint::hex));
  }

  private static EnvironmentStateRow row(VaultFact.Settings settings, long entry) {
    Optional<VaultFact.EnvironmentState> before = settings.before();
    return new EnvironmentStateRow(
        entry,
        settings.environment().value(),
        settings.version(),
        settings.project().value(),
        settings.changedAt(),
        settings.now().name().value(),
        settings.now().parent().map(EnvironmentId::value),
        settings.now().isProtected(),
        settings.now().deletedAt(),
        before.map(was -> was.name().value()),
        before.flatMap(VaultFact.EnvironmentState::parent).map(EnvironmentId::value),
        before.map(VaultFact.EnvironmentState::isProtected),
        before.flatMap(VaultFact.EnvironmentState::deletedAt));
  }

  private static ProjectStateRow row(VaultFact.Named project, long entry) {
    Optional<VaultFact.ProjectState> before = project.before();
    return new ProjectStateRow(
        entry,
        project.project().value(),
        project.now().name().value(),
        project.now().deletedAt(),
        before.map(was -> was.name().value()),
        before.flatMap(VaultFact.ProjectState::deletedAt));
  }

  @Override
  public void done(OrgId org) {
    dao().done(org.value());
  }

  private UnprovenDao dao() {
    return transactions.handle().attach(UnprovenDao.class);
  }
}
