package dev.cofferdam.adapters.postgres;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.postgres.access.JdbiRevocations;
import dev.cofferdam.adapters.postgres.access.PostgresRightsListener;
import dev.cofferdam.adapters.postgres.identity.JdbiApiKeyStore;
import dev.cofferdam.adapters.postgres.identity.JdbiExternalUserStore;
import dev.cofferdam.adapters.postgres.identity.JdbiServiceTokenStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSessionStore;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.RememberedMembers;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.CredentialUses;
import dev.cofferdam.application.identity.EndSession;
import dev.cofferdam.application.identity.ExternalSignIn;
import dev.cofferdam.application.identity.KeySignIn;
import dev.cofferdam.application.identity.LiveSessions;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.InMemoryAccessTokens;
import dev.cofferdam.application.identity.port.InMemoryExternalTokens;
import dev.cofferdam.application.identity.port.InMemoryOpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.identity.port.SessionStore.Session;
import dev.cofferdam.application.identity.port.SessionStore.Use;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.tenancy.ResolveOrg;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.vault.Environment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
  private final InMemoryOpaqueTokens opaque = new InMemoryOpaqueTokens();
  private final Node here = new Node();
  private final Node there = new Node();
  private Actor.SignedIn ada;
  private Org org;
  private String token;
  private NewToken apiKey;
  private NewToken serviceToken;
  private ApiKey key;

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
        new Authenticate(tokens, new LiveSessions(sessions, rights, clock), keys(), external());

    private KeySignIn keys() {
      return new KeySignIn(
          opaque,
          new KeySignIn.Stores(
              new JdbiApiKeyStore(transactions), new JdbiServiceTokenStore(transactions)),
          rights,
          (actor, where, action, resource) -> {
            throw new AssertionError("refused: " + action);
          },
          new CredentialUses(clock),
          clock);
    }

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

    private Actor actorBy(String credential) {
      return authenticate.execute(new Authenticate.Command(credential, Actor.Origin.INSIDE));
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
    addKeys(world, given, now);
    token = tokens.issue(new AccessTokens.Claims(ada.user(), ada.session(), now));
  }

  private void addKeys(JdbiWorld world, Fixtures given, Instant now) {
    apiKey = opaque.create(OpaqueTokens.Kind.API_KEY);
    serviceToken = opaque.create(OpaqueTokens.Kind.SERVICE_TOKEN);
    CredentialLife life = CredentialLife.begun(now, Optional.empty());
    CredentialName name = new CredentialName("deploy");
    key =
        new ApiKey(
            new ApiKeyId(given.id()),
            org.id(),
            ada.user(),
            name,
            Set.of(Scope.SECRETS_READ),
            apiKey.start(),
            life);
    Environment prod = given.environment(org.id());
    ServiceToken service =
        new ServiceToken(
            new ServiceTokenId(given.id()),
            org.id(),
            name,
            new TokenGrant(prod.project(), Set.of(prod.id()), TokenAccess.READ),
            List.of(Cidr.parse("192.0.2.0/24").orElseThrow(), Cidr.parse("::/0").orElseThrow()),
            new ServiceToken.Proof.Bearer(serviceToken.start()),
            life);
    world
        .ledger()
        .change(
            Access.ofInstallation(org.id()),
            change -> {
              world.apiKeys().add(key, apiKey.hash());
              world.serviceTokens().add(service, Optional.of(serviceToken.hash()));
              return change;
            });
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
  void checkingAKeyOrATokenIsOneRoundTripAndNoneOnceItIsRemembered() {
    List<Supplier<Actor>> checks =
        List.of(
            () -> here.actorBy(apiKey.token()),
            () ->
                here.authenticate.execute(
                    new Authenticate.Command(
                        serviceToken.token(),
                        new Actor.Origin(Optional.of("2001:db8::1"), Optional.empty()))));
    for (Supplier<Actor> check : checks) {
      assertThat(check.get()).isNotNull();
      assertThat(TRIPS.fewest(TIMES, check)).isEqualTo(1);
    }
    here.listener.start();
    for (Supplier<Actor> check : checks) {
      await(() -> TRIPS.fewest(1, check) == 0);
      assertThat(TRIPS.fewest(TIMES, check)).isZero();
    }
  }

  @Test
  void whatCanBeNoKeyIsNoRoundTrip() {
    String changed = apiKey.token().substring(0, 10) + "_" + apiKey.token().substring(11);
    for (String bad : List.of(changed, "cfr_" + "0".repeat(49), "cfd_")) {
      assertThat(TRIPS.fewest(TIMES, () -> codeOf(() -> here.actorBy(bad)))).isZero();
    }
  }

  @Test
  void aDeletedKeyEndsHereAtOnceAndElsewhereWithinASecond() {
    here.listener.start();
    there.listener.start();
    await(() -> TRIPS.fewest(1, () -> here.actorBy(apiKey.token())) == 0);
    await(() -> TRIPS.fewest(1, () -> there.actorBy(apiKey.token())) == 0);
    new JdbiLedger(here.transactions, TestDatabase.ADDRESSES, clock)
        .change(
            Access.ofInstallation(org.id()),
            change -> {
              here.revocations.publish(new Revocation.OfApiKey(key.id()));
              return new JdbiApiKeyStore(here.transactions).remove(org.id(), key.id());
            });
    assertThat(codeOf(() -> here.actorBy(apiKey.token()))).isEqualTo("invalid_token");
    long deleted = System.nanoTime();
    await(() -> isRefused(() -> there.actorBy(apiKey.token())));
    assertThat(Duration.ofNanos(System.nanoTime() - deleted)).isLessThan(HEARS);
  }

  private static boolean isRefused(Supplier<Actor> check) {
    try {
      return check.get() == null;
    } catch (Refusal refused) {
      return true;
    }
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
