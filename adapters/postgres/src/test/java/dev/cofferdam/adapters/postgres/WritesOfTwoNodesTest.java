package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.events.port.EventFeed.Sight;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes that remember and write by that, over one database. */
class WritesOfTwoNodesTest {
  private static final long PATIENCE_S = 60;
  private static final SecretName KEY = new SecretName("API_KEY");
  private static final Sight ALL_EVENTS =
      new Sight(Set.of(EventType.values()), true, Optional.empty());
  private static final Expectation ANYTHING = new Expectation.Anything();

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final ExecutorService hands = Executors.newCachedThreadPool();
  private final JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
  private final InMemoryOrgKeyStore keys = new InMemoryOrgKeyStore();
  private final InMemorySealer sealer = new InMemorySealer(keys);
  private final FoldedRefusals refusals =
      new FoldedRefusals(world.transactions(), world.auditNotes(), Clock.systemUTC());
  private final VaultNode here = new VaultNode("here", DATABASE, world, sealer, refusals);
  private final VaultNode there = new VaultNode("there", DATABASE, world, sealer, refusals);
  private Fixtures given;
  private OrgId org;
  private Actor.SignedIn ada;
  private Actor.SignedIn bob;
  private Environment prod;
  private EnvironmentFinder.Address address;

  @BeforeEach
  void fill() {
    DATABASE.clear();
    given = new Fixtures(world);
    ada = given.actor(given.user());
    bob = given.actor(given.user());
    org = given.org(ada.user());
    sealer.createOrgKey(org);
    Project shop = given.newProject(org, "shop");
    prod = given.newEnvironment(shop, "prod");
    change(
        () -> {
          // The database stores nothing under a key that it does not know.
          world
              .orgKeys()
              .add(org, keys.find(org).orElseThrow(), keys.keys(org).get(0).id(), Instant.EPOCH);
          world.orgs().addMember(org, bob.user(), Role.MEMBER, Instant.now());
          return world.projects().add(shop, given.entry())
              && world.projects().add(prod, given.entry());
        });
    address = new EnvironmentFinder.Address(org, shop.name(), prod.name());
  }

  @AfterEach
  void rest() {
    hands.shutdownNow();
    here.close();
    there.close();
    refusals.close();
  }

  @Test
  void bothWriteOneKeyAndOthersAtOnce() throws Exception {
    Collection<Long> ofOne = new ConcurrentLinkedQueue<>();
    List<Future<?>> work = new ArrayList<>();
    for (VaultNode node : List.of(here, there)) {
      for (int hand = 0; hand < 3; hand++) {
        work.add(hands.submit(() -> putMany(node, KEY, 40, ofOne)));
      }
    }
    List<Collection<Long>> ofOthers = new ArrayList<>();
    for (int other = 0; other < 4; other++) {
      SecretName name = new SecretName("OTHER_" + other);
      VaultNode node = other % 2 == 0 ? here : there;
      Collection<Long> written = new ConcurrentLinkedQueue<>();
      ofOthers.add(written);
      work.add(hands.submit(() -> putMany(node, name, 40, written)));
    }
    finish(work);
    assertThat(ofOne).containsExactlyInAnyOrderElementsOf(upTo(240));
    assertThat(versions(KEY)).isEqualTo(upTo(240));
    for (int other = 0; other < 4; other++) {
      assertThat(ofOthers.get(other)).containsExactlyElementsOf(upTo(40));
      assertThat(versions(new SecretName("OTHER_" + other))).isEqualTo(upTo(40));
    }
    assertWholeAfter(400);
  }

  @Test
  void losesNothingAndRepeatsNothingWhenItsConnectionIsKilled() throws Exception {
    Collection<Long> written = new ConcurrentLinkedQueue<>();
    here.put(ada, address, KEY, "first");
    List<Future<?>> work =
        IntStream.range(0, 4)
            .<Future<?>>mapToObj(i -> hands.submit(() -> putMany(here, KEY, 100, written)))
            .toList();
    int kills = 0;
    while (kills < 10 && !work.stream().allMatch(Future::isDone)) {
      kills += kill("here");
    }
    finish(work);
    assertThat(kills).as("connections that were killed").isPositive();
    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, 401).boxed().toList());
    assertWholeAfter(401);
  }

  @Test
  void oneOfThoseWhoExpectTheSameVersionWrites() throws Exception {
    for (VaultNode node : List.of(here, there)) {
      node.put(ada, address, KEY, "warm");
      node.put(ada, address, KEY, "warm");
    }
    for (int round = 0; round < 20; round++) {
      long now = versions(KEY).size();
      Expectation expected = new Expectation.AtVersion(now);
      List<Future<String>> outcomes = new ArrayList<>();
      for (VaultNode node : List.of(here, here, here, there, there)) {
        outcomes.add(
            hands.submit(() -> outcomeOf(() -> node.put(ada, address, KEY, "guarded", expected))));
      }
      List<String> all = new ArrayList<>();
      for (Future<String> each : outcomes) {
        all.add(each.get(PATIENCE_S, TimeUnit.SECONDS));
      }
      assertThat(all)
          .containsExactlyInAnyOrder(
              Long.toString(now + 1),
              "precondition_failed",
              "precondition_failed",
              "precondition_failed",
              "precondition_failed");
    }
  }

  @Test
  void oneKnowsWhatTheOtherWrote() {
    assertThat(here.put(ada, address, KEY, "1")).isEqualTo(1);
    assertThat(there.put(ada, address, KEY, "2")).isEqualTo(2);
    assertThat(here.reveal(ada, address, KEY)).isEqualTo("2");
    assertThat(here.put(ada, address, KEY, "3")).isEqualTo(3);
    assertThat(here.put(ada, address, KEY, "4", new Expectation.AtVersion(3))).isEqualTo(4);
    assertThat(there.reveal(ada, address, KEY)).isEqualTo("4");
    assertThat(outcomeOf(() -> there.put(ada, address, KEY, "5", new Expectation.Absent())))
        .isEqualTo("precondition_failed");
    assertThat(here.reveal(ada, address, KEY)).isEqualTo("4");
  }

  /** It has been let in, and waits for the org's head, which somebody else's change holds. */
  @Test
  void aRightThatEndsBetweenThePlanAndTheCommitIsNotUsed() throws Exception {
    here.put(bob, address, KEY, "warm");
    here.put(bob, address, KEY, "warm");
    Future<String> late =
        change(
            () -> {
              Future<String> waiting =
                  hands.submit(() -> outcomeOf(() -> here.put(bob, address, KEY, "late")));
              awaitSomebodyWaiting();
              world.members().remove(org, bob.user());
              return waiting;
            });
    assertThat(late.get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("org_not_found");
    assertThat(versions(KEY)).isEqualTo(upTo(2));
    assertThat(outcomeOf(() -> here.put(bob, address, KEY, "later"))).isEqualTo("org_not_found");
    assertThat(here.put(ada, address, KEY, "ada's")).isEqualTo(3);
  }

  @Test
  void whatAnotherNodeProtectsIsProtectedAtOnce() {
    here.put(bob, address, KEY, "warm");
    here.put(bob, address, KEY, "warm");
    change(
        () -> world.transactions().handle().execute("update environments set is_protected = true"));
    assertThat(outcomeOf(() -> here.put(bob, address, KEY, "late"))).isEqualTo("forbidden");
    assertThat(here.put(ada, address, KEY, "an owner's")).isEqualTo(3);
  }

  private void putMany(VaultNode node, SecretName name, int times, Collection<Long> written) {
    for (int i = 0; i < times; i++) {
      written.add(node.put(ada, address, name, "value " + i, ANYTHING));
    }
  }

  private static String outcomeOf(Supplier<Long> put) {
    try {
      return Long.toString(put.get());
    } catch (Refusal refused) {
      return refused.code();
    }
  }

  /** All of it is there once, and proven. */
  private void assertWholeAfter(int writes) {
    read(
        () -> {
          ChainCheck check = new ChainCheck(org);
          List<ChainedEntry> entries = world.auditTrail().oldest(org, 0, 10_000);
          entries.forEach(check::accept);
          assertThat(check.finish(world.auditTrail().head(org).orElseThrow()).ok()).isTrue();
          assertThat(entries.stream().filter(entry -> entry.action().equals("secret.write")))
              .hasSize(writes)
              .allMatch(entry -> entry.committed().isPresent());
          assertThat(world.projects().find(org, prod.project(), prod.name()))
              .map(Environment::version)
              .contains((long) writes);
          assertThat(world.vaultFacts().unproven(org)).isZero();
          assertThat(world.eventFeed().between(org, 0, Long.MAX_VALUE, ALL_EVENTS, 10_000))
              .extracting(OrgEvent::seq)
              .as("each is told once, at the place of its entry")
              .containsExactlyElementsOf(
                  entries.stream()
                      .filter(entry -> entry.action().equals("secret.write"))
                      .map(ChainedEntry::seq)
                      .toList());
          assertThat(world.usage().totals(org, Period.of(Instant.now())).get(Metric.SECRET_WRITES))
              .isEqualByComparingTo(Integer.toString(writes));
          return entries;
        });
  }

  private List<Long> versions(SecretName name) {
    return read(() -> world.secrets().history(org, prod.id(), name, Long.MAX_VALUE, 1_000)).stream()
        .map(version -> version.place().version())
        .sorted()
        .toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private <T> T change(Supplier<T> work) {
    return world.ledger().change(Access.ofInstallation(org), change -> work.get());
  }

  private <T> T read(Supplier<T> work) {
    return world.ledger().read(Access.ofInstallation(org), work);
  }

  private static void finish(List<Future<?>> work) throws Exception {
    for (Future<?> each : work) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  private static void awaitSomebodyWaiting() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
    }
  }

  private static int kill(String pool) {
    return count(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name ="
            + " 'cofferdam-"
            + pool
            + "' and datname = current_database()");
  }

  private static int count(String sql) {
    return DATABASE
        .superuser()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
