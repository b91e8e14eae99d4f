package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.port.InMemoryOrgKeyStore;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.Refusals;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes that remember, over one database: what either changes holds for both at once. */
class RevealsOfTwoNodesTest {
  private static final long PATIENCE_S = 60;
  private static final SecretName KEY = new SecretName("API_KEY");

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

  @BeforeEach
  void fill() {
    DATABASE.clear();
    given = new Fixtures(world);
    ada = given.actor(given.user());
    bob = given.actor(given.user());
    org = given.org(ada.user());
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
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change ->
                world.projects().add(shop, given.entry())
                    && world.projects().add(prod, given.entry()));
    put("value 1");
  }

  @AfterEach
  void rest() {
    hands.shutdownNow();
    here.close();
    there.close();
  }

  @Test
  void oneShowsWhatTheOtherWrote() {
    assertThat(reveal(here, ada)).isEqualTo("value 1");
    assertThat(reveal(there, ada)).isEqualTo("value 1");
    put("value 2");
    assertThat(reveal(here, ada)).isEqualTo("value 2");
    assertThat(reveal(there, ada)).isEqualTo("value 2");
  }

  @Test
  void oneRefusesWhomTheOtherRemoved() {
    join(bob.user());
    assertThat(reveal(here, bob)).isEqualTo("value 1");
    assertThat(reveal(there, bob)).isEqualTo("value 1");
    leave(bob.user());
    assertThat(Refusals.codeOf(() -> reveal(here, bob))).isEqualTo("org_not_found");
    assertThat(Refusals.codeOf(() -> reveal(there, bob))).isEqualTo("org_not_found");
  }

  /** The refusal is found out while the ledger head is locked, and recorded all the same. */
  @Test
  void aRefusalInTheMiddleOfAChangeIsRecorded() {
    join(bob.user());
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change ->
                world
                    .transactions()
                    .handle()
                    .execute("update environments set is_protected = true"));
    long state = state();
    assertThat(Refusals.codeOf(() -> putAs(bob, "value 2"))).isEqualTo("forbidden");
    assertThat(Refusals.codeOf(() -> reveal(here, bob))).isEqualTo("forbidden");
    assertThat(Refusals.codeOf(() -> putAs(bob, "value 2"))).isEqualTo("forbidden");
    refusals.close();
    assertThat(entries().stream().filter(entry -> entry.outcome().equals("refused")))
        .extracting(ChainedEntry::action, ChainedEntry::resource)
        .containsExactly(
            tuple("environment_protected.use", "environment:shop/prod"),
            tuple("environment_protected.use", "environment:shop/prod (2 more)"));
    assertThat(state()).isEqualTo(state);
  }

  private long state() {
    return world
        .ledger()
        .read(Access.ofInstallation(org), () -> world.auditTrail().head(org).orElseThrow().state());
  }

  /** The chain says in which order it was: each reveal has to be right at its place in it. */
  @Test
  void everyRevealIsRightAtItsPlaceInTheChain() throws Exception {
    List<Future<Integer>> readers = new ArrayList<>();
    for (VaultNode node : List.of(here, there)) {
      readers.add(hands.submit(() -> revealMany(node, ada, 60)));
      readers.add(hands.submit(() -> revealMany(node, bob, 60)));
    }
    List<Future<Integer>> writers =
        List.of(
            hands.submit(
                () -> {
                  for (int i = 2; i <= 40; i++) {
                    put("value " + i);
                  }
                  return 0;
                }),
            hands.submit(
                () -> {
                  for (int i = 2; i <= 40; i++) {
                    there.put(ada, prod(), KEY, "value of there " + i);
                  }
                  return 0;
                }),
            hands.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    join(bob.user());
                    leave(bob.user());
                  }
                  return 0;
                }));
    int revealed = 0;
    for (Future<Integer> each : readers) {
      revealed += each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    for (Future<Integer> each : writers) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    assertThat(revealed).isGreaterThanOrEqualTo(120);
    assertThat(revealsThatAreRight()).isEqualTo(revealed);
  }

  private int revealsThatAreRight() {
    int reveals = 0;
    String newest = "";
    boolean bobIsIn = false;
    ChainCheck check = new ChainCheck(org);
    for (ChainedEntry entry : entries()) {
      check.accept(entry);
      switch (entry.action()) {
        case "secret.write" -> newest = entry.resource();
        case "member.join" -> bobIsIn = true;
        case "member.leave" -> bobIsIn = false;
        case "secret.reveal" -> {
          reveals++;
          assertThat(entry.resource()).isEqualTo(newest);
          assertThat(bobIsIn || !entry.actorId().equals(bob.id())).isTrue();
        }
        default -> throw new AssertionError(entry);
      }
    }
    assertThat(
            world
                .ledger()
                .read(
                    Access.ofInstallation(org),
                    () -> check.finish(world.auditTrail().head(org).orElseThrow()))
                .ok())
        .isTrue();
    return reveals;
  }

  /** Returns how often a value was given away, which has to be one that there was. */
  private int revealMany(VaultNode node, Actor actor, int times) {
    int revealed = 0;
    for (int i = 0; i < times; i++) {
      try {
        assertThat(reveal(node, actor)).startsWith("value ");
        revealed++;
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo("org_not_found");
        assertThat(actor).isEqualTo(bob);
      }
    }
    return revealed;
  }

  private void put(String value) {
    putAs(ada, value);
  }

  private void putAs(Actor actor, String value) {
    here.put(actor, prod(), KEY, value);
  }

  private String reveal(VaultNode node, Actor actor) {
    return node.reveal(actor, prod(), KEY);
  }

  private void join(UserId user) {
    member(
        "member.join",
        () -> world.orgs().addMember(org, user, Role.MEMBER, Clock.systemUTC().instant()));
  }

  private void leave(UserId user) {
    member(
        "member.leave",
        () ->
            world
                .transactions()
                .handle()
                .execute(
                    "delete from members where org_id = ? and user_id = ?",
                    org.value(),
                    user.value()));
  }

  private void member(String action, Runnable work) {
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              work.run();
              return change.record(AuditEntry.allowed(ada, action, "member:x"));
            });
  }

  private EnvironmentFinder.Address prod() {
    return new EnvironmentFinder.Address(org, new ProjectName("shop"), new EnvironmentName("prod"));
  }

  private List<ChainedEntry> entries() {
    return world
        .ledger()
        .read(Access.ofInstallation(org), () -> world.auditTrail().oldest(org, 0, 10_000));
  }
}
