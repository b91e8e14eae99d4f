package dev.cofferdam.adapters.postgres;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.application.identity.OwnAccount;
import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.SessionStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.UpdateOrg;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was let through and waits for the ledger head while their rights end changes nothing. */
class StaleRightsTest {
  private static final long PATIENCE_S = 60;

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final Clock clock = Clock.systemUTC();
  private final JdbiWorld world = new JdbiWorld(DATABASE, clock);
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          world.orgs(), new FoldedRefusals(world.transactions(), world.auditNotes(), clock));
  private final Fixtures given = new Fixtures(world);
  private UserId ada;
  private Actor bob;
  private OrgId org;

  @BeforeEach
  void fill() {
    DATABASE.clear();
    ada = given.user();
    UserId colleague = given.user();
    bob = given.actor(colleague);
    org = given.org(ada);
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.orgs().addMember(org, colleague, Role.OWNER, given.time());
              return colleague;
            });
  }

  @Test
  void whoIsRemovedMeanwhileRenamesNothing() throws Exception {
    Org before = org();
    assertThat(whileWaiting(this::removeBob, this::rename)).isEqualTo("org_not_found");
    assertThat(org()).isEqualTo(before);
  }

  @Test
  void whoIsLoweredMeanwhileRenamesNothing() throws Exception {
    Org before = org();
    assertThat(
            whileWaiting(
                () -> world.members().setRole(org, bob.person().orElseThrow(), Role.MEMBER),
                this::rename))
        .isEqualTo("forbidden");
    assertThat(org()).isEqualTo(before);
  }

  @Test
  void whoIsRemovedMeanwhileMakesNoProject() throws Exception {
    assertThat(whileWaiting(this::removeBob, this::createProject)).isEqualTo("org_not_found");
    assertThat(
            world
                .ledger()
                .read(
                    Access.ofInstallation(org),
                    () -> world.projects().find(org, new ProjectName("shop"))))
        .isEmpty();
  }

  @Test
  void nobodyMakesAProjectInAnOrgThatIsDeletedMeanwhile() throws Exception {
    DeleteOrg delete =
        new DeleteOrg(
            gatekeeper, world.ledger(), world.orgs(), world.revocations(revocation -> {}), clock);
    Actor owner = given.actor(ada);
    assertThat(
            whileWaiting(
                () -> delete.execute(owner, new DeleteOrg.Command(org, Optional.empty())),
                this::createProject))
        .isEqualTo("org_not_found");
  }

  @Test
  void whoseSessionEndsMeanwhileMakesNoProject() throws Exception {
    SessionId session = beginSession();
    assertThat(
            whileWaiting(
                () -> world.sessions().revoke(session, clock.instant()), this::createProject))
        .isEqualTo("invalid_token");
  }

  @Test
  void aKeyThatIsDeletedMeanwhileMakesNoProject() throws Exception {
    UserId user = bob.person().orElseThrow();
    ApiKey key =
        new ApiKey(
            new ApiKeyId(given.id()),
            org,
            user,
            new CredentialName("deploy"),
            Set.of(Scope.PROJECTS_WRITE),
            "cfd_0123",
            CredentialLife.begun(given.time(), Optional.empty()));
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.apiKeys().add(key, new TokenHash("ab"));
              return key;
            });
    bob = key.actor(Actor.Origin.INSIDE);
    assertThat(whileWaiting(() -> world.apiKeys().remove(org, key.id()), this::createProject))
        .isEqualTo("invalid_token");
  }

  /** As a reset does, which ends what was made in an account before its address was proven. */
  @Test
  void whoseAccountIsTakenBackMeanwhileMakesNoKey() throws Exception {
    SessionId session = beginSession();
    UserId user = bob.person().orElseThrow();
    CreateApiKey create =
        new CreateApiKey(
            gatekeeper,
            world.ledger(),
            world.orgs(),
            world.apiKeys(),
            new OwnAccount(world.transactions(), world.users()),
            new CreateApiKey.Means(new InMemoryOpaqueTokens(), new SequentialIds(), clock));
    CreateApiKey.Command command =
        new CreateApiKey.Command(
            org, new CredentialName("late"), Optional.empty(), Optional.empty());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<String> outcome =
          world
              .transactions()
              .required(
                  () -> {
                    world.users().lockAccount(user);
                    Future<String> waiting =
                        other.submit(() -> codeOf(() -> create.execute(bob, command)));
                    awaitSomebodyWaiting();
                    world.sessions().revoke(session, clock.instant());
                    return waiting;
                  });
      assertThat(outcome.get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("invalid_token");
    } finally {
      other.shutdownNow();
    }
    assertThat(world.transactions().required(() -> world.apiKeys().of(user))).isEmpty();
  }

  private SessionId beginSession() {
    SessionId session = ((Actor.SignedIn) bob).session();
    Instant now = clock.instant();
    SessionStore.Use use = new SessionStore.Use(now, Optional.empty(), Optional.empty());
    world
        .transactions()
        .required(
            () -> {
              world
                  .sessions()
                  .add(
                      new SessionStore.Session(
                          session,
                          bob.person().orElseThrow(),
                          now,
                          now.plus(Duration.ofDays(1)),
                          use),
                      new TokenHash("cd"));
              return session;
            });
    return session;
  }

  private void removeBob() {
    world.members().remove(org, bob.person().orElseThrow());
  }

  private void rename() {
    new UpdateOrg(
            gatekeeper, world.ledger(), world.orgs(), world.revocations(revocation -> {}), clock)
        .execute(
            bob,
            new UpdateOrg.Command(
                org, Optional.of(OrgName.parse("Bobs")), Optional.empty(), Optional.empty()));
  }

  private void createProject() {
    new CreateProject(gatekeeper, world.ledger(), world.projects(), new SequentialIds(), clock)
        .execute(bob, new CreateProject.Command(org, new ProjectName("shop"), ""));
  }

  /** Ends rights under the ledger head, once the late one has been let through and waits for it. */
  private String whileWaiting(Runnable ending, Runnable late) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<String> outcome =
          world
              .ledger()
              .change(
                  Access.ofInstallation(org),
                  change -> {
                    Future<String> waiting = other.submit(() -> codeOf(late::run));
                    awaitSomebodyWaiting();
                    ending.run();
                    return waiting;
                  });
      return outcome.get(PATIENCE_S, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
  }

  private static void awaitSomebodyWaiting() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (waiting() == 0) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
    }
  }

  private static int waiting() {
    return DATABASE
        .superuser()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and datname = current_database()
                        """)
                    .mapTo(Integer.class)
                    .one());
  }

  private Org org() {
    return world
        .ledger()
        .read(Access.ofInstallation(org), () -> world.orgs().find(org))
        .orElseThrow();
  }
}
