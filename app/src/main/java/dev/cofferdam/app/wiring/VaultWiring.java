package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.vault.VaultUseCases;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.vault.JdbiProjectStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.LockedReveal;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RevealBasisFinder;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** The vault. */
final class VaultWiring {
  private static final long REVEAL_MEMORY_BYTES = 32L << 20;

  final SecretStore secrets;
  final EnvironmentFinder finder;
  final VaultUseCases useCases;

  VaultWiring(
      DatabaseWiring database,
      KeyWiring keys,
      PeopleWiring people,
      UsageLedger usage,
      IdSource ids,
      Clock clock) {
    Gatekeeper gatekeeper = people.gatekeeper;
    ProjectStore projects = new JdbiProjectStore(database.app);
    secrets = new JdbiSecretStore(database.app);
    finder = new EnvironmentFinder(projects);
    SecretWriter writer = new SecretWriter(secrets, keys.sealer, usage, clock);
    useCases =
        new VaultUseCases(
            new VaultUseCases.Projects(
                new CreateProject(gatekeeper, database.ledger, projects, ids, clock),
                new ListProjects(gatekeeper, database.ledger, projects)),
            new VaultUseCases.Environments(
                new CreateEnvironment(gatekeeper, database.ledger, projects, finder, ids, clock),
                new ListEnvironments(gatekeeper, database.ledger, projects, finder)),
            new VaultUseCases.Secrets(
                new PutSecret(gatekeeper, database.ledger, finder, secrets, writer),
                revealSecret(database, keys, people, usage),
                new ListSecrets(gatekeeper, database.ledger, finder, secrets),
                new ImportSecrets(
                    gatekeeper, database.ledger, finder, secrets, keys.sealer, writer)));
  }

  private RevealSecret revealSecret(
      DatabaseWiring database, KeyWiring keys, PeopleWiring people, UsageLedger usage) {
    RevealBasisFinder bases =
        new RevealBasisFinder(
            database.ledger,
            new JdbiAuditTrail(database.app),
            people.orgs,
            finder,
            secrets,
            new RevealMemory(REVEAL_MEMORY_BYTES));
    LockedReveal lastResort =
        new LockedReveal(database.ledger, people.orgs, finder, secrets, keys.sealer, usage);
    return new RevealSecret(people.gatekeeper, bases, database.reveals, keys.sealer, lastResort);
  }
}
