package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.vault.VaultUseCases;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiSightings;
import dev.cofferdam.adapters.postgres.runs.JdbiVersionRuns;
import dev.cofferdam.adapters.postgres.vault.JdbiEnvironmentTree;
import dev.cofferdam.adapters.postgres.vault.JdbiProjectStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.adapters.postgres.vault.JdbiVersionReaders;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.application.identity.port.ServiceTokenStore;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.vault.BranchDetacher;
import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.application.vault.DeleteEnvironment;
import dev.cofferdam.application.vault.DeleteProject;
import dev.cofferdam.application.vault.DeleteServiceToken;
import dev.cofferdam.application.vault.DiffEnvironments;
import dev.cofferdam.application.vault.DropSecret;
import dev.cofferdam.application.vault.EffectiveReader;
import dev.cofferdam.application.vault.EnvironmentComparison;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.ExportReader;
import dev.cofferdam.application.vault.ExportSecrets;
import dev.cofferdam.application.vault.FindSecrets;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.application.vault.ListSecretHistory;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.ListServiceTokens;
import dev.cofferdam.application.vault.ListVersionReaders;
import dev.cofferdam.application.vault.ListVersionRuns;
import dev.cofferdam.application.vault.PromoteEnvironment;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.RestoreEnvironment;
import dev.cofferdam.application.vault.RestoreSecret;
import dev.cofferdam.application.vault.RevealEnvironment;
import dev.cofferdam.application.vault.RevealGate;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.RevealPastSecret;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.SharedSecretWriter;
import dev.cofferdam.application.vault.ShowEnvironment;
import dev.cofferdam.application.vault.ShowProject;
import dev.cofferdam.application.vault.UndeleteEnvironment;
import dev.cofferdam.application.vault.UndeleteProject;
import dev.cofferdam.application.vault.UpdateEnvironment;
import dev.cofferdam.application.vault.UpdateProject;
import dev.cofferdam.application.vault.VersionFinder;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** The vault. */
final class VaultWiring {
  private static final long REVEAL_MEMORY_BYTES = 32L << 20;

  final SecretStore secrets;
  final EnvironmentFinder finder;
  final ReferenceReader references;
  final VaultUseCases useCases;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Sealer sealer;
  private final ProjectStore projects;
  private final EnvironmentTree tree;
  private final SecretWriter writer;
  private final SharedSecretWriter shared;
  private final EffectiveReader reader;
  private final RevealGate gate;
  private final RevealMemory memory = new RevealMemory(REVEAL_MEMORY_BYTES);
  private final VersionRuns versionRuns;
  private final VersionReaders versionReaders;
  private final Clock clock;

  VaultWiring(
      DatabaseWiring database,
      KeyWiring keys,
      PeopleWiring people,
      TeamWiring team,
      UsageLedger usage,
      IdSource ids,
      Clock clock) {
    this.clock = clock;
    gatekeeper = people.gatekeeper;
    ledger = database.ledger;
    sealer = keys.sealer;
    projects = new JdbiProjectStore(database.app);
    tree = new JdbiEnvironmentTree(database.app);
    secrets = new JdbiSecretStore(database.app);
    versionRuns = new JdbiVersionRuns(database.app);
    versionReaders = new JdbiVersionReaders(database.app);
    finder = new EnvironmentFinder(projects, tree, clock);
    writer = new SecretWriter(secrets, sealer, usage, clock);
    shared = new SharedSecretWriter(database.sharedWrites, sealer, memory);
    reader = new EffectiveReader(finder, secrets);
    references = new ReferenceReader(finder, secrets, sealer);
    gate =
        new RevealGate(
            ledger,
            new JdbiAuditTrail(database.app),
            people.orgs,
            database.reveals,
            usage,
            new JdbiSightings(database.app));
    useCases =
        new VaultUseCases(
            projects(ids),
            environments(ids),
            secrets(),
            whole(team),
            serviceTokens(keys, people, ids));
  }

  private VaultUseCases.ServiceTokens serviceTokens(
      KeyWiring keys, PeopleWiring people, IdSource ids) {
    ServiceTokenStore tokens = people.identity.serviceTokens;
    return new VaultUseCases.ServiceTokens(
        new CreateServiceToken(
            gatekeeper,
            ledger,
            finder,
            tokens,
            new ProvenAddress(people.identity.users),
            new CreateServiceToken.Means(keys.opaqueTokens, people.externalTokens, ids, clock)),
        new ListServiceTokens(gatekeeper, ledger, tokens, projects),
        new DeleteServiceToken(gatekeeper, ledger, tokens, people.revocations));
  }

  private VaultUseCases.Projects projects(IdSource ids) {
    return new VaultUseCases.Projects(
        new CreateProject(gatekeeper, ledger, projects, ids, clock),
        new ListProjects(gatekeeper, ledger, projects),
        new ShowProject(gatekeeper, ledger, finder),
        new UpdateProject(gatekeeper, ledger, projects, finder),
        new DeleteProject(gatekeeper, ledger, projects, finder, clock),
        new UndeleteProject(gatekeeper, ledger, projects, clock));
  }

  private VaultUseCases.Environments environments(IdSource ids) {
    BranchDetacher detacher = new BranchDetacher(tree, secrets, sealer, writer, clock);
    EnvironmentComparison comparison = new EnvironmentComparison(sealer);
    return new VaultUseCases.Environments(
        new CreateEnvironment(gatekeeper, ledger, projects, finder, ids, clock),
        new ListEnvironments(gatekeeper, ledger, projects, finder),
        new ShowEnvironment(gatekeeper, ledger, finder),
        new UpdateEnvironment(gatekeeper, ledger, finder, tree, clock),
        new VaultUseCases.Removal(
            new DeleteEnvironment(gatekeeper, ledger, finder, tree, detacher, clock),
            new UndeleteEnvironment(gatekeeper, ledger, projects, tree, finder, clock)),
        new VaultUseCases.Between(
            new DiffEnvironments(gatekeeper, gate, reader, comparison),
            new PromoteEnvironment(gatekeeper, ledger, reader, secrets, comparison, writer),
            new RestoreEnvironment(gatekeeper, ledger, finder, secrets, sealer, writer)));
  }

  private VaultUseCases.Secrets secrets() {
    return new VaultUseCases.Secrets(
        new PutSecret(gatekeeper, ledger, finder, secrets, writer, shared),
        new RevealSecret(gatekeeper, gate, finder, secrets, sealer, memory, references),
        new VaultUseCases.Versions(
            new RevealPastSecret(gatekeeper, gate, finder, reader, secrets, sealer),
            new DropSecret(gatekeeper, ledger, reader, finder, secrets, writer),
            new RestoreSecret(gatekeeper, ledger, finder, secrets, sealer, writer),
            new VaultUseCases.Lineage(
                new ListSecretHistory(
                    gatekeeper, ledger, finder, secrets, versionRuns, versionReaders),
                new ListVersionRuns(
                    gatekeeper, ledger, new VersionFinder(finder, secrets), versionRuns),
                new ListVersionReaders(
                    gatekeeper, ledger, new VersionFinder(finder, secrets), versionReaders))),
        new FindSecrets(gatekeeper, ledger, projects, secrets));
  }

  private VaultUseCases.Whole whole(TeamWiring team) {
    return new VaultUseCases.Whole(
        new ListSecrets(gatekeeper, ledger, reader),
        new RevealEnvironment(gatekeeper, gate, finder, secrets, sealer, memory, references),
        new ChangeSecrets(gatekeeper, ledger, finder, secrets, writer),
        new VaultUseCases.Files(
            new ImportSecrets(gatekeeper, ledger, finder, secrets, sealer, writer),
            new ExportSecrets(gatekeeper, gate, new ExportReader(reader, references, sealer)),
            team.decrypt,
            team.encrypt));
  }
}
