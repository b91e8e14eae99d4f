package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a write comes to its commit, it leaves the same rows in all tables. */
class SameRowsByAllPathsTest {
  private static final long PATIENCE_S = 60;
  private static final SecretName KEY = new SecretName("API_KEY");
  private static final Pattern BYTES = Pattern.compile("\\\\\\\\x([0-9a-f]*)");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final ExecutorService hands = Executors.newCachedThreadPool();
  private final JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
  private final InMemoryOrgKeyStore keys = new InMemoryOrgKeyStore();
  private final InMemorySealer sealer = new InMemorySealer(keys);
  private final FoldedRefusals refusals =
      new FoldedRefusals(world.transactions(), world.auditNotes(), Clock.systemUTC());
  private final List<OrgId> rung = new CopyOnWriteArrayList<>();
  private final List<VaultNode> nodes = new ArrayList<>();
  private Fixtures given;
  private Actor.SignedIn ada;

  /** An org with one key, which a process of its own has written and remembers. */
  private record Place(OrgId org, Project project, Environment environment, VaultNode warm) {
    EnvironmentFinder.Address address() {
      return new EnvironmentFinder.Address(org, project.name(), environment.name());
    }
  }

  @BeforeEach
  void fill() {
    DATABASE.clear();
    given = new Fixtures(world);
    ada = given.actor(given.user());
  }

  @AfterEach
  void rest() {
    hands.shutdownNow();
    nodes.forEach(VaultNode::close);
    refusals.close();
  }

  @Test
  void aloneWithOthersAndBehindAnotherTransaction() throws Exception {
    Place alone = place("alone", true);
    Place shared = place("shared", true);
    Place late = place("late", true);
    rung.clear();

    assertThat(node("cold").put(ada, alone.address(), KEY, "again")).isEqualTo(2);
    assertThat(rung).as("one that remembers nothing writes by itself").isEmpty();
    assertThat(shared.warm().put(ada, shared.address(), KEY, "again")).isEqualTo(2);
    assertThat(rung).containsExactly(shared.org());
    assertThat(putWhileHeld(late)).isEqualTo(2);
    assertThat(rung).containsExactly(shared.org(), late.org());

    SortedMap<String, List<String>> rows = rowsOf(alone);
    assertThat(rows.keySet())
        .contains(
            "audit_entries",
            "environments",
            "ledger_heads",
            "org_events",
            "outbox",
            "secret_proofs",
            "secret_versions",
            "secrets",
            "usage_records");
    assertThat(rows.get("org_events")).hasSize(2);
    assertThat(rows.get("outbox")).hasSize(2);
    assertThat(rowsOf(shared)).isEqualTo(rows);
    assertThat(rowsOf(late)).isEqualTo(rows);
  }

  @Test
  void noneAsksForCarryingOutWhereNobodyWaits() throws Exception {
    Place alone = place("alone", false);
    Place shared = place("shared", false);
    node("cold").put(ada, alone.address(), KEY, "again");
    shared.warm().put(ada, shared.address(), KEY, "again");
    assertThat(rung).contains(shared.org());
    SortedMap<String, List<String>> rows = rowsOf(alone);
    assertThat(rows).doesNotContainKey("outbox");
    assertThat(rows.get("org_events")).hasSize(2);
    assertThat(rowsOf(shared)).isEqualTo(rows);
  }

  /** Readers are added up by the statement that writes, too. */
  @Test
  void readersAreKeptWhereWritesGoOnAtOnce() throws Exception {
    Place place = place("both", true);
    List<Future<?>> work = new ArrayList<>();
    for (int hand = 0; hand < 4; hand++) {
      work.add(hands.submit(() -> putMany(place)));
      work.add(hands.submit(() -> revealMany(place)));
    }
    for (Future<?> each : work) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    assertThat(sum("select sum(reads) from secret_reads")).isEqualTo(4 * 50);
    assertThat(sum("select count(*) from audit_entries where action = 'secret.reveal'"))
        .isEqualTo(4 * 50);
    assertThat(sum("select max(version) from secrets")).isEqualTo(1 + 4 * 50);
    assertThat(
            sum(
                """
                select count(*) from org_events v join audit_entries a using (org_id, seq)
                where v.type = 'secret.changed' and a.action = 'secret.write'
                  and a.resource like '%@' || (v.data ->> 'version') and v.at = a.at
                """))
        .as("events of the versions that their entries are about")
        .isEqualTo(1 + 4 * 50);
    assertThat(
            sum(
                "select count(*) from outbox o join org_events v"
                    + " on v.event_id = o.event_id and v.seq::text = o.subject"))
        .isEqualTo(1 + 4 * 50);
  }

  private void putMany(Place place) {
    for (int i = 0; i < 50; i++) {
      place.warm().put(ada, place.address(), KEY, "value " + i);
    }
  }

  private void revealMany(Place place) {
    for (int i = 0; i < 50; i++) {
      place.warm().reveal(ada, place.address(), KEY);
    }
  }

  private Place place(String name, boolean endpoint) {
    OrgId org = given.org(ada.user());
    sealer.createOrgKey(org);
    Project shop = given.newProject(org, "shop");
    Environment prod = given.newEnvironment(shop, "prod");
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
              if (endpoint) {
                world
                    .transactions()
                    .handle()
                    .execute(
                        "insert into webhook_endpoints (org_id, endpoint_id, kind, url, types,"
                            + " description, enabled, secret, created_at, changed_at) values"
                            + " (?, ?, 'standard', '', '{*}', '', true, '', now(), now())",
                        org.value(),
                        given.id());
              }
              return world.projects().add(shop, 1) && world.projects().add(prod, 2);
            });
    VaultNode warm = node(name);
    Place place = new Place(org, shop, prod, warm);
    warm.put(ada, place.address(), KEY, "first");
    return place;
  }

  private VaultNode node(String name) {
    VaultNode node = new VaultNode(name, DATABASE, world, sealer, refusals, rung::add);
    nodes.add(node);
    return node;
  }

  /** The group commit passes it by, and it waits for the org's head elsewhere. */
  private long putWhileHeld(Place place) throws Exception {
    try (Handle holder = DATABASE.superuser().open()) {
      holder.begin();
      holder.execute("select from ledger_heads where org_id = ? for update", place.org().value());
      Future<Long> put = hands.submit(() -> place.warm().put(ada, place.address(), KEY, "again"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
      while (sum("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
        assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      }
      holder.commit();
      return put.get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  /** Of all tables that have any, without what differs between two writes by their nature. */
  private static SortedMap<String, List<String>> rowsOf(Place place) {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    DATABASE
        .superuser()
        .useHandle(
            handle -> {
              for (String table : tables(handle)) {
                List<String> found =
                    handle
                        .createQuery("select to_jsonb(t)::text from \"" + table + "\" t")
                        .mapTo(String.class)
                        .filter(row -> row.contains(place.org().toString()))
                        .map(row -> comparable(row, place))
                        .list();
                if (!found.isEmpty()) {
                  rows.put(table, found.stream().sorted().toList());
                }
              }
            });
    return rows;
  }

  private static List<String> tables(Handle handle) {
    return handle
        .createQuery(
            "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and"
                + " c.relkind in ('r', 'p') and not c.relispartition")
        .mapTo(String.class)
        .list();
  }

  /** Ids by what they are of, sealed bytes and hashes by how long they are, and no times. */
  private static String comparable(String row, Place place) {
    String named =
        row.replace(place.org().toString(), "ORG")
            .replace(place.project().id().toString(), "PROJECT")
            .replace(place.environment().id().toString(), "ENVIRONMENT");
    return BYTES
        .matcher(named)
        .replaceAll(found -> "BYTES " + found.group(1).length() / 2)
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+\\+\\d\\d:\\d\\d", "TIME")
        .replaceAll("\"[0-9a-f]{64}\"", "HASH")
        .replaceAll("\\bw[0-9a-f]{26}\\b", "NAME")
        .replaceAll("\\b2147483\\d{3}\\b", "KEY");
  }

  private static long sum(String sql) {
    return DATABASE
        .superuser()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
