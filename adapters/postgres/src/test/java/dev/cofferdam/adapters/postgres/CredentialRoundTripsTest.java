package dev.cofferdam.adapters.postgres;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.postgres.access.JdbiRevocations;
import dev.cofferdam.adapters.postgres.access.PostgresRightsListener;
import dev.cofferdam.adapters.postgres.identity.JdbiExternalUserStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSessionStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.RememberedMembers;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.LiveSessions;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.InMemoryAccessTokens;
import dev.cofferdam.application.identity.port.InMemoryExternalTokens;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.identity.port.SessionStore.Use;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often checking a credential goes to the database and back, and how long two nodes go on by
 * what they remember after it was ended at one of them.
 */
class CredentialRoundTripsTest {
  private static final int TIMES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a node has to hear within. */
  private static final Duration HEARS = Duration.ofSeconds(1);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  @AutoClose private static final RoundTrips TRIPS = RoundTrips.to(DATABASE.appUrl());

  @AutoClose
  private static final ConnectionPool POOL =
      ConnectionPool.open("counted", TRIPS.way(DATABASE.appUrl()), 4, new MetricRegistry());

  private final Clock clock = Clock.systemUTC();
  private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(clock);
  private final Node here = new Node();
  private final Node there = new Node();
  private Actor.SignedIn ada;
  private Org org;
  private String token;

  /** A process with a memory of its own, and how it asks the one database. */
  private final class Node implements AutoCloseable {
    private final JdbiTransactions transactions = new JdbiTransactions(POOL.jdbi());
    private final JdbiSessionStore sessions = new JdbiSessionStore(transactions, clock);
    private final RightsCache rights = new RightsCache(100, System::nanoTime);
    private final JdbiRevocations revocations = new JdbiRevocations(transactions, rights::forget);
    private final PostgresRightsListener listener =
        new PostgresRightsListener(DATABASE.appUrl(), rights);
    private final RememberedMembers members =
        new RememberedMembers(new JdbiOrgStore(transactions), rights);
    private final ResolveOrg resolve = new ResolveOrg(new JdbiOrgStore(transactions), rights);
    private final Authenticate authenticate =
        new Authenticate(tokens, new LiveSessions(sessions, rights, clock), external());

    private ExternalSignIn external() {
      return new ExternalSignIn(
          transactions,
          new InMemoryExternalTokens(Map.of(), clock),
          new JdbiExternalUserStore(transactions),
          rights,
          (newcomer, name) -> {},
          new SequentialIds(),
          clock);
    }

    private Actor actor() {
      return authenticate.execute(new Authenticate.Command(token, Actor.Origin.INSIDE));
    }

    private Optional<Role> role() {
      return members.roleOf(org.id(), ada.user());
    }

    private OrgId resolved() {
      return resolve.execute(org.slug().value());
    }

    void publish(Revocation revocation) {
      transactions.required(
          () -> {
            revocations.publish(revocation);
            return revocation;
          });
    }

    @Override
    public void close() {
      listener.close();
    }
  }

  @BeforeEach
  void fill() {
    DATABASE.clear();
    JdbiWorld world = new JdbiWorld(DATABASE, clock);
    Fixtures given = new Fixtures(world);
    ada = given.actor(given.user());
    OrgId id = given.org(ada.user());
    org = world.ledger().read(Access.ofInstallation(id), () -> world.orgs().find(id)).orElseThrow();
    Instant now = clock.instant();
    Session session =
        new Session(
            ada.session(),
            ada.user(),
            now,
            now.plus(Duration.ofDays(30)),
            Use.of(Actor.Origin.INSIDE, now));
    world
        .transactions()
        .required(
            () -> {
              world.sessions().add(session, new TokenHash("0".repeat(64)));
              return session;
            });
    token = tokens.issue(new AccessTokens.Claims(ada.user(), ada.session(), now));
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  @Test
  void checkingACredentialIsOneRoundTripWhileNothingIsRemembered() {
    assertThat(here.actor()).isEqualTo(ada);
    assertThat(TRIPS.fewest(TIMES, here::actor)).isEqualTo(1);
    assertThat(TRIPS.fewest(TIMES, here::role)).isEqualTo(1);
    assertThat(TRIPS.fewest(TIMES, here::resolved)).isEqualTo(1);
  }

  @Test
  void whatIsRememberedIsNoRoundTrip() {
    here.listener.start();
    await(this::isRememberedHere);
    assertThat(TRIPS.fewest(TIMES, here::actor)).isZero();
    assertThat(TRIPS.fewest(TIMES, here::role)).isZero();
    assertThat(TRIPS.fewest(TIMES, here::resolved)).isZero();
  }

  private boolean isRememberedHere() {
    return TRIPS.fewest(1, () -> here.actor().toString() + here.role() + here.resolved()) == 0;
  }

  @Test
  void anEndedSessionEndsHereAtOnceAndElsewhereWithinASecond() {
    bothRemember();
    new EndSession(here.transactions, here.sessions, here.revocations, clock)
        .execute(ada, ada.session());
    assertThat(codeOf(here::actor)).isEqualTo("invalid_token");
    long ended = System.nanoTime();
    await(() -> !isLive(there));
    assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(HEARS);
  }

  @Test
  void anotherRoleIsKnownHereAtOnceAndElsewhereWithinASecond() {
    bothRemember();
    DATABASE
        .superuser()
        .useHandle(
            handle -> handle.execute("update members set role = 'member' where role = 'owner'"));
    here.publish(new Revocation.OfMember(org.id(), ada.user()));
    assertThat(here.role()).contains(Role.MEMBER);
    long changed = System.nanoTime();
    await(() -> there.role().equals(Optional.of(Role.MEMBER)));
    assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(HEARS);
  }

  private void bothRemember() {
    here.listener.start();
    there.listener.start();
    await(() -> TRIPS.fewest(1, () -> List.of(here.actor(), here.role())) == 0);
    await(() -> TRIPS.fewest(1, () -> List.of(there.actor(), there.role())) == 0);
  }

  private static boolean isLive(Node node) {
    try {
      return node.actor() != null;
    } catch (Refusal ended) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
