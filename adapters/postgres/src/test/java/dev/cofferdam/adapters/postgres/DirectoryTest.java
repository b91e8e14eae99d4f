package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.adapters.postgres.access.JdbiRevocations;
import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.tenancy.DirectoryMembers;
import dev.cofferdam.application.tenancy.DirectoryOrgs;
import dev.cofferdam.application.tenancy.DirectoryPeople;
import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.application.tenancy.OrgFounder;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import dev.cofferdam.domain.tenancy.Member;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Directories elsewhere, followed on a real database, by several at once. */
class DirectoryTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String ISSUER = "https://clerk.example";
  private static final Actor.Installation CLERK =
      new Actor.Installation("clerk", Actor.Origin.INSIDE);

  private final JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
  private final FollowDirectory follow = follow();

  private FollowDirectory follow() {
    SequentialIds ids = new SequentialIds();
    Clock clock = Clock.systemUTC();
    JdbiRevocations revocations = new JdbiRevocations(world.transactions(), revoked -> {});
    NewOrgs nothing =
        new NewOrgs() {
          @Override
          public void make(OrgId org) {
            // no key is needed here
          }

          @Override
          public String startingPlan() {
            return "free";
          }

          @Override
          public boolean offers(String plan) {
            return true;
          }
        };
    DirectoryPeople people =
        new DirectoryPeople(world.externalUsers(), world.directory(), revocations, ids, clock);
    Roster roster = new Roster(world.orgs(), world.members(), revocations);
    return new FollowDirectory(
        world.transactions(),
        world.webhookDeliveries(),
        world.directory(),
        people,
        new DirectoryOrgs(
            world.ledger(),
            world.orgs(),
            world.directory(),
            new OrgFounder(world.ledger(), world.orgs(), nothing, ids, clock),
            revocations,
            new DirectoryMembers(world.members(), roster, people, clock),
            clock),
        clock);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private static DirectoryMembership membership(int at, boolean removed, String org, String user) {
    return new DirectoryMembership(
        "m_" + org + user, at(at), removed, org, user, Role.MEMBER, at(0));
  }

  private static DirectoryOrg org(String id) {
    return new DirectoryOrg(id, at(1), false, new OrgName("Acme"), Optional.of("ada"));
  }

  @Test
  void manyMessagesAtOnceComeToOneEnd() throws Exception {
    List<DirectoryEntry> words = new ArrayList<>();
    for (String org : List.of("org_1", "org_2")) {
      words.add(org(org));
      words.add(membership(1, false, org, "ada"));
      words.add(membership(1, false, org, "bob"));
      words.add(membership(2, true, org, "bob"));
      words.add(membership(1, false, org, "cy"));
      words.add(membership(1, false, org, "di"));
    }
    words.add(DirectoryUser.gone("di", at(3)));
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < 2 * words.size(); i++) {
        int message = i % words.size();
        Callable<Integer> send =
            () -> {
              follow.execute(
                  CLERK, new FollowDirectory.Command(ISSUER, "msg_" + message, words.get(message)));
              return message;
            };
        sent.add(senders.submit(send));
      }
      for (Future<Integer> each : sent) {
        assertThat(each.get()).isNotNegative();
      }
    } finally {
      senders.shutdownNow();
    }

    for (String org : List.of("org_1", "org_2")) {
      assertThat(members(org))
          .extracting(Member::role)
          .containsExactlyInAnyOrder(Role.OWNER, Role.MEMBER);
    }
    follow.execute(
        CLERK, new FollowDirectory.Command(ISSUER, "msg_end", DirectoryOrg.gone("org_1", at(4))));
    assertThat(deletedAt("org_1")).isPresent();
    assertThat(deletedAt("org_2")).isEmpty();
  }

  private OrgId here(String org) {
    return world.transactions().required(() -> world.directory().orgOf(ISSUER, org)).orElseThrow();
  }

  private List<Member> members(String org) {
    OrgId id = here(org);
    return world
        .ledger()
        .read(Access.ofInstallation(id), () -> world.members().list(id, Optional.empty(), 10));
  }

  private Optional<Instant> deletedAt(String org) {
    OrgId id = here(org);
    return world.ledger().read(Access.ofInstallation(id), () -> world.orgs().deletedAt(id));
  }
}
