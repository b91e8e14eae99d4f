package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.CommitmentBeginning;
import dev.cofferdam.application.audit.OutsideCheckpoints;
import dev.cofferdam.application.audit.RowWalk;
import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.TrimAudit;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.port.InMemoryNotary;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.vault.BranchDetacher;
import dev.cofferdam.application.vault.ChangeSecrets;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.DeleteEnvironment;
import dev.cofferdam.application.vault.DeleteProject;
import dev.cofferdam.application.vault.DropSecret;
import dev.cofferdam.application.vault.EffectiveReader;
import dev.cofferdam.application.vault.EnvironmentComparison;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.ImportSecrets;
import dev.cofferdam.application.vault.PromoteEnvironment;
import dev.cofferdam.application.vault.ProveVault;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RestoreEnvironment;
import dev.cofferdam.application.vault.RestoreSecret;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.SharedSecretWriter;
import dev.cofferdam.application.vault.UndeleteEnvironment;
import dev.cofferdam.application.vault.UndeleteProject;
import dev.cofferdam.application.vault.UpdateEnvironment;
import dev.cofferdam.application.vault.UpdateProject;
import dev.cofferdam.application.vault.VaultEvidence;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An org with a project {@code shop}, all that can be done with it, and who watches over it. */
final class VaultUnderWatch {
  private static final Expectation ANYTHING = new Expectation.Anything();

  final MovableClock clock = new MovableClock(Instant.parse("2020-11-21T12:00:00Z"));
  final JdbiWorld world;
  final Actor.SignedIn ada;
  final OrgId org;
  final InMemorySealer sealer;
  private final TestDatabase database;
  private final InMemoryOrgKeyStore keys = new InMemoryOrgKeyStore();
  private final InMemoryNotary notary = new InMemoryNotary();
  private final OutsideCheckpoints outside =
      new OutsideCheckpoints(new InMemoryObjectStore(), notary);
  private final Gatekeeper gatekeeper;
  private final EnvironmentFinder finder;
  private final EffectiveReader reader;
  private final SecretWriter writer;
  private final Fixtures given;
  private boolean keyIsDestroyed;

  VaultUnderWatch(TestDatabase database) {
    this.database = database;
    database.clear();
    world = new JdbiWorld(database, clock);
    sealer = new InMemorySealer(keys);
    given = new Fixtures(world);
    gatekeeper = new Gatekeeper(world.orgs(), (actor, place, action, resource) -> {});
    finder = new EnvironmentFinder(world.projects(), world.tree(), clock);
    reader = new EffectiveReader(finder, world.secrets());
    writer = new SecretWriter(world.secrets(), sealer, world.usage(), clock);
    ada = given.actor(given.user());
    org = given.org(ada.user());
    sealer.createOrgKey(org);
    world
        .ledger()
        .change(
            access(),
            change -> {
              // The database stores nothing under a key that it does not know.
              world.orgKeys().add(org, keyset(), primary(), Instant.EPOCH);
              return change.record(
                  AuditEntry.allowed(ada, "org.create", "org:" + org)
                      .committing(Commitment.TO_NOTHING));
            });
    createProject("shop");
  }

  private WrappedKeyset keyset() {
    return keys.find(org).orElseThrow();
  }

  private OrgKeyId primary() {
    return keys.keys(org).get(0).id();
  }

  Access access() {
    return Access.ofInstallation(org);
  }

  static ProjectName shop() {
    return new ProjectName("shop");
  }

  EnvironmentFinder.Address at(String environment) {
    return new EnvironmentFinder.Address(org, shop(), new EnvironmentName(environment));
  }

  void tick() {
    clock.advance(Duration.ofSeconds(1));
  }

  void createProject(String name) {
    new CreateProject(gatekeeper, world.ledger(), world.projects(), given::id, clock)
        .execute(ada, new CreateProject.Command(org, new ProjectName(name), ""));
  }

  void renameProject(String name, String newName) {
    new UpdateProject(gatekeeper, world.ledger(), world.projects(), finder)
        .execute(
            ada,
            new UpdateProject.Command(
                org,
                new ProjectName(name),
                Optional.of(new ProjectName(newName)),
                Optional.of("called " + newName)));
  }

  void deleteProject(String name) {
    new DeleteProject(gatekeeper, world.ledger(), world.projects(), finder, clock)
        .execute(ada, org, new ProjectName(name));
  }

  void undeleteProject(String name) {
    new UndeleteProject(gatekeeper, world.ledger(), world.projects(), clock)
        .execute(ada, org, new ProjectName(name));
  }

  void create(String name) {
    create(name, Optional.empty());
  }

  void create(String name, Optional<String> parent) {
    new CreateEnvironment(gatekeeper, world.ledger(), world.projects(), finder, given::id, clock)
        .execute(
            ada, new CreateEnvironment.Command(at(name), parent.map(EnvironmentName::new), false));
  }

  private void update(UpdateEnvironment.Command command) {
    new UpdateEnvironment(gatekeeper, world.ledger(), finder, world.tree(), clock)
        .execute(ada, command);
  }

  void rename(String name, String newName) {
    update(
        new UpdateEnvironment.Command(
            at(name),
            Optional.of(new EnvironmentName(newName)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  void protect(String name, boolean isProtected) {
    update(
        new UpdateEnvironment.Command(
            at(name),
            Optional.empty(),
            Optional.empty(),
            Optional.of(isProtected),
            Optional.empty()));
  }

  void move(String name, Optional<String> parent) {
    update(
        new UpdateEnvironment.Command(
            at(name),
            Optional.empty(),
            Optional.of(new UpdateEnvironment.Move(parent.map(EnvironmentName::new))),
            Optional.empty(),
            Optional.empty()));
  }

  void delete(String name, DeleteEnvironment.Branches branches) {
    BranchDetacher detacher =
        new BranchDetacher(world.tree(), world.secrets(), sealer, writer, clock);
    new DeleteEnvironment(gatekeeper, world.ledger(), finder, world.tree(), detacher, clock)
        .execute(ada, new DeleteEnvironment.Command(at(name), branches, Optional.empty()));
  }

  void undelete(String name) {
    new UndeleteEnvironment(
            gatekeeper, world.ledger(), world.projects(), world.tree(), finder, clock)
        .execute(ada, at(name));
  }

  void put(String environment, String key, String value) {
    new PutSecret(
            gatekeeper,
            world.ledger(),
            finder,
            world.secrets(),
            writer,
            new SharedSecretWriter(world.sharedWrites(), sealer, new RevealMemory(0)))
        .execute(
            ada,
            new PutSecret.Command(
                at(environment),
                new SecretName(key),
                SecretValue.ofText(value),
                "a note",
                ANYTHING));
  }

  /** Sets these keys to a value, as one change, and deletes one if it is given. */
  void change(String environment, List<String> set, String value, Optional<String> delete) {
    Map<SecretName, ChangeSecrets.Setting> settings = new HashMap<>();
    set.forEach(
        key ->
            settings.put(
                new SecretName(key),
                new ChangeSecrets.Setting(SecretValue.ofText(value), "", ANYTHING)));
    Map<SecretName, Expectation> deleted = new HashMap<>();
    delete.ifPresent(key -> deleted.put(new SecretName(key), ANYTHING));
    new ChangeSecrets(gatekeeper, world.ledger(), finder, world.secrets(), writer)
        .execute(
            ada, new ChangeSecrets.Command(at(environment), settings, deleted, Optional.empty()));
  }

  void drop(String environment, String key, SecretChange change) {
    new DropSecret(gatekeeper, world.ledger(), reader, finder, world.secrets(), writer)
        .execute(
            ada, new DropSecret.Command(at(environment), new SecretName(key), change, ANYTHING));
  }

  void restore(String environment, String key, long version) {
    new RestoreSecret(gatekeeper, world.ledger(), finder, world.secrets(), sealer, writer)
        .execute(
            ada,
            new RestoreSecret.Command(at(environment), new SecretName(key), version, ANYTHING));
  }

  void restore(String environment, Instant then) {
    new RestoreEnvironment(gatekeeper, world.ledger(), finder, world.secrets(), sealer, writer)
        .execute(ada, new RestoreEnvironment.Command(at(environment), then, Optional.empty()));
  }

  void load(String environment, SecretFile file) {
    new ImportSecrets(gatekeeper, world.ledger(), finder, world.secrets(), sealer, writer)
        .execute(ada, new ImportSecrets.Command(at(environment), file, false));
  }

  void promote(String from, String to) {
    new PromoteEnvironment(
            gatekeeper,
            world.ledger(),
            reader,
            world.secrets(),
            new EnvironmentComparison(sealer),
            writer)
        .execute(
            ada,
            new PromoteEnvironment.Command(at(from), new EnvironmentName(to), Optional.empty()));
  }

  /** Seals every value anew under another key, and takes the older one away. */
  void rotateKey() {
    WrappedKeyset before = keyset();
    OrgKeyId old = primary();
    sealer.addPrimary(org);
    WrappedKeyset promoted = keyset();
    world
        .ledger()
        .change(
            access(),
            change -> {
              world.orgKeys().promote(org, before, promoted, primary(), clock.instant());
              List<SealedValues.Sealed> values =
                  world.sealedSecrets().under(org, Set.of(old), Optional.empty(), 10_000);
              world
                  .sealedSecrets()
                  .replace(
                      org,
                      values.stream()
                          .map(
                              each ->
                                  new SealedValues.Resealed(
                                      each.place(),
                                      each.bytes(),
                                      sealer.reseal(each.place(), each.bytes())))
                          .toList());
              return change;
            });
    sealer.retireOthers(org);
    world
        .ledger()
        .change(
            access(), change -> world.orgKeys().retire(org, promoted, keyset(), clock.instant()));
  }

  /** As an installation is that has not known them: the trail hashes as if there were none. */
  void forgetCommitments() {
    superuser(
        "update audit_entries set commitment = ''",
        "truncate secret_proofs, environment_states, project_states, audit_checkpoints",
        "insert into unproven_orgs select org_id from ledger_heads");
    List<ChainedEntry> entries =
        world.ledger().read(access(), () -> world.auditTrail().oldest(org, 0, 100_000));
    LedgerHead head = LedgerHead.first(org);
    List<String> hashes = new ArrayList<>();
    for (ChainedEntry entry : entries) {
      ChainHash hash = entry.hashAfter(head.hash());
      head = new LedgerHead(org, entry.seq(), hash, 0);
      hashes.add(
          "update audit_entries set hash = decode('%s', 'hex') where seq = %d"
              .formatted(hash, entry.seq()));
    }
    hashes.add("update ledger_heads set hash = decode('%s', 'hex')".formatted(head.hash()));
    superuser(hashes.toArray(String[]::new));
  }

  /** From now on nothing of the org opens. */
  void destroyKey() {
    keyIsDestroyed = true;
  }

  int proveVault() {
    return new ProveVault(
            world.ledger(),
            new CommitmentBeginning(world.auditTrail(), world.checkpoints(), notary),
            world.unprovenVault(),
            sealer)
        .execute();
  }

  private TakeCheckpoints.Chains chains() {
    return new TakeCheckpoints.Chains(world.ledger(), world.auditTrail(), world.checkpoints());
  }

  TakeCheckpoints.Outcome checkpoint() {
    clock.advance(Duration.ofMinutes(1));
    return new TakeCheckpoints(world.dueCheckpoints(), chains(), outside, notary, clock).execute();
  }

  private ChainWalk walk() {
    return new ChainWalk(world.ledger(), world.auditTrail(), world.checkpoints(), notary);
  }

  /** Removes all entries up to the newest checkpoint. */
  long trim() {
    clock.advance(Duration.ofDays(40));
    return new TrimAudit(
            world.trailTrimmer(),
            kept -> Optional.of(Duration.ofDays(30)),
            chains(),
            walk(),
            outside,
            notary,
            clock)
        .execute()
        .removed();
  }

  VerifyAudit.Outcome verify() {
    RowWalk rows =
        new RowWalk(
            world.ledger(),
            world.auditTrail(),
            world.checkpoints(),
            notary,
            new VaultEvidence(world.vaultFacts(), keyIsDestroyed ? destroyed() : sealer));
    return new VerifyAudit(gatekeeper, walk(), rows, outside, notary)
        .execute(ada, new VerifyAudit.Command(org, new VerifyAudit.Known.Nothing()));
  }

  /** As Tink's is for an org whose key was destroyed. */
  private static Sealer destroyed() {
    return (Sealer)
        Proxy.newProxyInstance(
            Sealer.class.getClassLoader(),
            new Class<?>[] {Sealer.class},
            (proxy, method, arguments) -> {
              throw Refusal.conflict("key_destroyed", "The org's key was destroyed.");
            });
  }

  void superuser(String... statements) {
    database
        .superuser()
        .useTransaction(
            handle -> {
              // As one would who does not want to be held up by constraints and foreign keys.
              handle.execute("set local session_replication_role = replica");
              for (String statement : statements) {
                handle.execute(statement);
              }
            });
  }
}
