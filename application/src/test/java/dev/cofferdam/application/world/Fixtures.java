package dev.cofferdam.application.world;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.vault.port.SecretStore.Proven;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Puts things into a world by its ports. Every id, name and time is new, and greater than the one
 * before.
 */
public final class Fixtures {
  private final ContractWorld world;
  private final SequentialIds ids = new SequentialIds();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong entries = new AtomicLong();

  public Fixtures(ContractWorld world) {
    this.world = world;
  }

  public UUID id() {
    return ids.next();
  }

  /** A millisecond after the last one that was asked for, in whole milliseconds. */
  public Instant time() {
    return start.plusMillis(ticks.incrementAndGet());
  }

  /** A place of an audit entry that there may be none at, and that was not named before. */
  public long entry() {
    return entries.incrementAndGet();
  }

  /** Puts versions of secrets into the thread's transaction. */
  public void put(StoredSecret... secrets) {
    world
        .secrets()
        .put(
            Arrays.stream(secrets)
                .map(secret -> new Proven(secret, entry(), Optional.empty()))
                .toList());
  }

  /** Text that was not there before, of letters and digits. */
  public String word() {
    return "w" + id().toString().replace("-", "").substring(6);
  }

  /** Somebody who is not stored yet. */
  public User newcomer() {
    return new User(
        new UserId(id()),
        EmailAddress.parse(word() + "@example.org"),
        PersonName.parse("Ada " + word()),
        false,
        time());
  }

  /** A stored user, whose address is verified. */
  public UserId user() {
    User user = newcomer();
    world
        .transactions()
        .required(
            () ->
                world.users().add(user, new PasswordHash("$argon2id$x"))
                    && world.users().confirmEmail(user.id(), user.email().orElseThrow()));
    return user.id();
  }

  public Actor.SignedIn actor(UserId user) {
    return new Actor.SignedIn(user, new SessionId(id()), Actor.Origin.INSIDE);
  }

  /** An org that is not stored yet. */
  public Org newOrg() {
    return Org.founded(
        new OrgId(id()), new OrgSlug(word()), OrgName.parse("Org " + word()), "free", time());
  }

  /** A stored org with an owner of its own. */
  public OrgId org() {
    return org(user());
  }

  /** A stored org. */
  public OrgId org(UserId owner) {
    return store(newOrg(), owner);
  }

  public OrgId store(Org org, UserId owner) {
    return world
        .transactions()
        .required(
            () -> {
              world.ledger().open(org.id());
              return world
                  .ledger()
                  .change(
                      Access.ofInstallation(org.id()),
                      change -> {
                        world.orgs().add(org);
                        world.orgs().addMember(org.id(), owner, Role.OWNER, org.createdAt());
                        return org.id();
                      });
            });
  }

  /** A project that is not stored yet. */
  public Project newProject(OrgId org, String name) {
    return new Project(
        org, new ProjectId(id()), new ProjectName(name), "Text with ü and \uD83D\uDE80", time());
  }

  /** A stored project. */
  public Project project(OrgId org) {
    Project project = newProject(org, word());
    world
        .ledger()
        .change(Access.ofInstallation(org), change -> world.projects().add(project, entry()));
    return project;
  }

  /** An environment that is not stored yet. */
  public Environment newEnvironment(Project project, String name) {
    return branch(project, name, Optional.empty());
  }

  /** A branch that is not stored yet. */
  public Environment newBranch(Project project, String name, Environment parent) {
    return branch(project, name, Optional.of(parent.asParent()));
  }

  private Environment branch(Project project, String name, Optional<Environment.Parent> parent) {
    return Environment.made(
        project, new EnvironmentId(id()), new EnvironmentName(name), parent, false, time());
  }

  /** A stored environment of a stored project. */
  public Environment environment(OrgId org) {
    Environment environment = newEnvironment(project(org), word());
    world
        .ledger()
        .change(Access.ofInstallation(org), change -> world.projects().add(environment, entry()));
    return environment;
  }

  /** A stored environment that is protected. */
  public Environment protectedEnvironment(OrgId org) {
    Environment environment =
        Environment.made(
            project(org),
            new EnvironmentId(id()),
            new EnvironmentName(word()),
            Optional.empty(),
            true,
            time());
    world
        .ledger()
        .change(Access.ofInstallation(org), change -> world.projects().add(environment, entry()));
    return environment;
  }

  /** A version of a secret that is not stored yet; its sealed bytes are not a real seal. */
  public StoredSecret newSecret(Environment environment, String name, long version, UserId by) {
    SecretPlace place =
        new SecretPlace(
            environment.org(),
            environment.project(),
            environment.id(),
            new SecretName(name),
            version);
    byte[] sealed = (word() + "\0\uD83D\uDE80").getBytes(StandardCharsets.UTF_8);
    return new StoredSecret(
        new SecretVersion(
            place, SecretChange.SET, "note " + word(), new ActorId(by.value()), time()),
        SealedBytes.of(sealed));
  }

  /** A pipeline of these commands, and nothing that isn't needed. */
  public static Pipeline pipeline(String... commands) {
    return new Pipeline(
        Optional.empty(),
        List.of(commands),
        Optional.empty(),
        Map.of(),
        Duration.ofSeconds(60),
        Resources.DEFAULT,
        NetworkMode.PROXIED,
        List.of(),
        Optional.empty());
  }

  /** A queued run that is not stored yet. */
  public Run newRun(OrgId org, UserId by, Pipeline pipeline) {
    List<String> commands = pipeline.commands();
    return new Run(
        org,
        new RunId(id()),
        pipeline,
        Optional.empty(),
        new ActorId(by.value()),
        RunStatus.QUEUED,
        Optional.empty(),
        Optional.empty(),
        IntStream.range(0, commands.size())
            .mapToObj(i -> Step.pending(i, commands.get(i)))
            .toList(),
        0,
        false,
        Optional.empty(),
        new Run.Times(time(), Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.empty());
  }

  /** A stored, queued run of one or more commands. */
  public RunId run(OrgId org, String... commands) {
    Run run = newRun(org, user(), pipeline(commands));
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.runs().add(run);
              return run;
            });
    return run.id();
  }
}
