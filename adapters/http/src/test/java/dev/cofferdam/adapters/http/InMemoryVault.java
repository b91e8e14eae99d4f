package dev.cofferdam.adapters.http;

import dev.cofferdam.adapters.http.vault.VaultUseCases;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.Reveals;
import dev.cofferdam.application.vault.BranchDetacher;
import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.DecryptForTeam;
import dev.cofferdam.application.vault.DeleteEnvironment;
import dev.cofferdam.application.vault.DeleteProject;
import dev.cofferdam.application.vault.DiffEnvironments;
import dev.cofferdam.application.vault.DropSecret;
import dev.cofferdam.application.vault.EffectiveReader;
import dev.cofferdam.application.vault.EncryptForTeam;
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
import dev.cofferdam.application.vault.TeamIdentities;
import dev.cofferdam.application.vault.UndeleteEnvironment;
import dev.cofferdam.application.vault.UndeleteProject;
import dev.cofferdam.application.vault.UpdateEnvironment;
import dev.cofferdam.application.vault.UpdateProject;
import dev.cofferdam.application.vault.VersionFinder;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.application.vault.port.VersionRuns;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.ids.IdSource;
import java.time.Clock;

/** The use cases of the vault over storage in memory. */
final class InMemoryVault {
  private final SecretStore secrets;
  private final EnvironmentFinder finder;
  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Sealer sealer;
  private final ProjectStore projects;
  private final EnvironmentTree tree;
  private final SecretWriter writer;
  private final SharedSecretWriter shared;
  private final EffectiveReader reader;
  private final ReferenceReader references;
  private final RevealGate gate;
  private final RevealMemory memory = new RevealMemory(1 << 20);
  private final VersionRuns versionRuns;
  private final VersionReaders versionReaders;
  private final Means means;
  private final IdSource ids;
  private final Clock clock;

  InMemoryVault(InMemoryWorld world, Means means, Reveals reveals) {
    this.means = means;
    clock = means.clock();
    ids = means.ids();
    gatekeeper = means.gatekeeper();
    ledger = world.ledger();
    sealer = means.sealer();
    projects = world.projects();
    tree = world.tree();
    secrets = world.secrets();
    versionRuns = world.versionRuns();
    versionReaders = world.versionReaders();
    finder = new EnvironmentFinder(projects, tree, clock);
    writer = new SecretWriter(secrets, sealer, world.usage(), clock);
    shared = new SharedSecretWriter(world.sharedWrites(), sealer, memory);
    reader = new EffectiveReader(finder, secrets);
    references = new ReferenceReader(finder, secrets, sealer);
    gate =
        new RevealGate(
            ledger, world.auditTrail(), world.orgs(), reveals, world.usage(), world.sightings());
  }

  /** What it shares with the others. */
  record Means(
      Gatekeeper gatekeeper,
      Sealer sealer,
      TeamIdentities identities,
      AgeFiles files,
      IdSource ids,
      Clock clock) {}

  VaultUseCases useCases(VaultUseCases.ServiceTokens tokens) {
    return new VaultUseCases(projects(ids), environments(ids), secrets(), whole(), tokens);
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

  private VaultUseCases.Whole whole() {
    return new VaultUseCases.Whole(
        new ListSecrets(gatekeeper, ledger, reader),
        new RevealEnvironment(gatekeeper, gate, finder, secrets, sealer, memory, references),
        new ChangeSecrets(gatekeeper, ledger, finder, secrets, writer),
        new VaultUseCases.Files(
            new ImportSecrets(gatekeeper, ledger, finder, secrets, sealer, writer),
            new ExportSecrets(gatekeeper, gate, new ExportReader(reader, references, sealer)),
            new DecryptForTeam(gatekeeper, ledger, means.identities(), means.files()),
            new EncryptForTeam(gatekeeper, means.identities(), means.files())));
  }
}
