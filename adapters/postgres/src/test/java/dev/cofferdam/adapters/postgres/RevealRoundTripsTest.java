package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.audit.JdbiSightings;
import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.adapters.postgres.vault.JdbiEnvironmentTree;
import dev.cofferdam.adapters.postgres.vault.JdbiProjectStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.ReferenceReader;
import dev.cofferdam.application.vault.RevealEnvironment;
import dev.cofferdam.application.vault.RevealGate;
import dev.cofferdam.application.vault.RevealMemory;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.vault.SecretWriter;
import dev.cofferdam.application.vault.SharedSecretWriter;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often reveals and writes go to the database and back. */
class RevealRoundTripsTest {
  private static final int TIMES = 20;
  private static final SecretName KEY = new SecretName("API_KEY");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  @AutoClose private static final RoundTrips TRIPS = RoundTrips.to(DATABASE.appUrl());

  @AutoClose
  private static final ConnectionPool POOL =
      ConnectionPool.open("counted", TRIPS.way(DATABASE.appUrl()), 4, new MetricRegistry());

  private final JdbiTransactions transactions = new JdbiTransactions(POOL.jdbi());

  @AutoClose
  private final GroupCommit commits =
      GroupCommit.start(
          ConnectionPool.open(
              "counted-commits", TRIPS.way(DATABASE.appUrl()), 1, new MetricRegistry()),
          transactions,
          Clock.systemUTC(),
          100,
          org -> {});

  private final InMemoryOrgKeyStore keys = new InMemoryOrgKeyStore();
  private final InMemorySealer sealer = new InMemorySealer(keys);
  private final JdbiSecretStore secrets = new JdbiSecretStore(transactions);
  private final JdbiOrgStore orgs = new JdbiOrgStore(transactions);
  private final EnvironmentFinder finder =
      new EnvironmentFinder(
          new JdbiProjectStore(transactions),
          new JdbiEnvironmentTree(transactions),
          Clock.systemUTC());
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          orgs,
          (actor, org, action, resource) -> {
            throw new AssertionError("refused: " + action);
          });
  private final RevealSecret reveal =
      new RevealSecret(
          gatekeeper,
          gate(),
          finder,
          secrets,
          sealer,
          new RevealMemory(1 << 20),
          new ReferenceReader(finder, secrets, sealer));
  private final RevealEnvironment revealAll =
      new RevealEnvironment(
          gatekeeper,
          gate(),
          finder,
          secrets,
          sealer,
          new RevealMemory(1 << 20),
          new ReferenceReader(finder, secrets, sealer));
  private final RevealMemory shared = new RevealMemory(1 << 20);
  private final RevealSecret revealWritten =
      new RevealSecret(
          gatekeeper,
          gate(),
          finder,
          secrets,
          sealer,
          shared,
          new ReferenceReader(finder, secrets, sealer));
  private final PutSecret put = putBy(shared);
  private RevealSecret.Command command;
  private Actor ada;

  private RevealGate gate() {
    JdbiLedger ledger = new JdbiLedger(transactions, TestDatabase.ADDRESSES, Clock.systemUTC());
    return new RevealGate(
        ledger,
        new JdbiAuditTrail(transactions),
        orgs,
        new JdbiReveals(commits, TestDatabase.ADDRESSES),
        new JdbiUsageLedger(transactions),
        new JdbiSightings(transactions));
  }

  @BeforeEach
  void fill() {
    DATABASE.clear();
    JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
    Fixtures given = new Fixtures(world);
    Actor.SignedIn owner = given.actor(given.user());
    ada = owner;
    OrgId org = given.org(owner.user());
    sealer.createOrgKey(org);
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              // The database stores nothing under a key that it does not know.
              world
                  .orgKeys()
                  .add(
                      org, keys.find(org).orElseThrow(), keys.keys(org).get(0).id(), Instant.EPOCH);
              return change;
            });
    Project shop = given.newProject(org, "shop");
    Environment prod = given.newEnvironment(shop, "prod");
    StoredSecret drawn = given.newSecret(prod, KEY.value(), 1, owner.user());
    StoredSecret secret =
        new StoredSecret(
            drawn.version(), sealer.seal(drawn.version().place(), SecretValue.ofText("hunter2")));
    StoredSecret drawnToo = given.newSecret(prod, "URL", 1, owner.user());
    StoredSecret referring =
        new StoredSecret(
            drawnToo.version(),
            sealer.seal(drawnToo.version().place(), SecretValue.ofText("to ${API_KEY}")));
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.projects().add(shop, given.entry());
              world.projects().add(prod, given.entry());
              given.put(secret);
              given.put(referring);
              return change;
            });
    command =
        new RevealSecret.Command(new EnvironmentFinder.Address(org, shop.name(), prod.name()), KEY);
  }

  @Test
  void aRevealOfWhatIsRememberedIsOneRoundTrip() {
    reveal.execute(ada, command);
    assertThat(TRIPS.fewest(TIMES, () -> reveal.execute(ada, command))).isEqualTo(1);
  }

  @Test
  void anEnvironmentThatRefersToItselfIsOneRoundTripToo() {
    RevealEnvironment.Command all =
        new RevealEnvironment.Command(
            command.address(),
            RevealEnvironment.Selection.ALL,
            Optional.empty(),
            false,
            tag -> false);
    assertThat(((RevealEnvironment.Outcome.Revealed) revealAll.execute(ada, all)).secrets())
        .extracting(each -> each.value().revealText().orElseThrow())
        .containsExactly("hunter2", "to hunter2");
    assertThat(TRIPS.fewest(TIMES, () -> revealAll.execute(ada, all))).isEqualTo(1);
  }

  /** However often somebody reads, and whether one by one or all at once, they are one reader. */
  @Test
  void readersCostNoRoundTripAndOneRowEach() {
    RevealEnvironment.Command all =
        new RevealEnvironment.Command(
            command.address(),
            RevealEnvironment.Selection.ALL,
            Optional.empty(),
            false,
            tag -> false);
    reveal.execute(ada, command);
    revealAll.execute(ada, all);
    assertThat(TRIPS.fewest(TIMES, () -> reveal.execute(ada, command))).isEqualTo(1);
    assertThat(TRIPS.fewest(TIMES, () -> revealAll.execute(ada, all))).isEqualTo(1);
    assertThat(rows("select name || ' ' || version || ' ' || reads from secret_reads"))
        .containsExactlyInAnyOrder("API_KEY 1 " + (TIMES + 1), " 2 " + (TIMES + 1));
    assertThat(rows("select 1 from audit_entries where action like '%.reveal'"))
        .hasSize(2 * (TIMES + 1));
  }

  private static List<String> rows(String sql) {
    return DATABASE
        .superuser()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /** Finding out that the org has moved, one snapshot, and the commit. */
  @Test
  void aRevealAfterAChangeReadsOnce() {
    reveal.execute(ada, command);
    assertThat(
            TRIPS.fewest(
                TIMES,
                () -> {
                  change();
                  return reveal.execute(ada, command);
                }))
        .isLessThanOrEqualTo(13);
  }

  /**
   * Of these the key's head is read once, the proof goes with its version, the event with its
   * entry.
   */
  @Test
  void aWriteByNothingThatIsRememberedIsElevenRoundTrips() {
    PutSecret forgetful = putBy(new RevealMemory(0));
    forgetful.execute(ada, toPut());
    assertThat(TRIPS.fewest(TIMES, () -> forgetful.execute(ada, toPut()))).isEqualTo(11);
  }

  /** By another node, whose way to the database is not counted. */
  private void change() {
    DATABASE
        .ledger(Clock.systemUTC())
        .change(Access.ofInstallation(command.address().org()), change -> change);
  }

  @Test
  void askingForAVersionThatOneHasIsNoCommit() {
    reveal.execute(ada, command);
    RevealSecret.Command held =
        new RevealSecret.Command(command.address(), command.name(), false, "1"::equals);
    assertThat(TRIPS.fewest(TIMES, () -> reveal.execute(ada, held))).isEqualTo(1);
  }

  @Test
  void aWriteByWhatIsRememberedIsOneRoundTrip() {
    put();
    assertThat(TRIPS.fewest(TIMES, this::put)).isEqualTo(1);
  }

  @Test
  void whatWasRevealedIsRememberedForWrites() {
    revealWritten.execute(ada, command);
    assertThat(TRIPS.fewest(1, this::put)).isEqualTo(1);
  }

  @Test
  void aRevealOfWhatWasJustWrittenIsOneRoundTrip() {
    revealWritten.execute(ada, command);
    put();
    assertThat(
            TRIPS.fewest(
                TIMES,
                () -> {
                  put();
                  return revealWritten.execute(ada, command);
                }))
        .isEqualTo(2);
  }

  /** Finding out that the org has moved, and a transaction with its head locked. */
  @Test
  void aWriteAfterAChangeLocksOnce() {
    put();
    assertThat(
            TRIPS.fewest(
                TIMES,
                () -> {
                  change();
                  return put();
                }))
        .isLessThanOrEqualTo(17);
  }

  private PutSecret putBy(RevealMemory memory) {
    return new PutSecret(
        gatekeeper,
        new JdbiLedger(transactions, TestDatabase.ADDRESSES, Clock.systemUTC()),
        finder,
        secrets,
        new SecretWriter(secrets, sealer, new JdbiUsageLedger(transactions), Clock.systemUTC()),
        new SharedSecretWriter(
            new JdbiSharedWrites(commits, TestDatabase.ADDRESSES), sealer, memory));
  }

  private PutSecret.Outcome put() {
    return put.execute(ada, toPut());
  }

  private PutSecret.Command toPut() {
    return new PutSecret.Command(
        command.address(), KEY, SecretValue.ofText("new"), "", new Expectation.Anything());
  }
}
