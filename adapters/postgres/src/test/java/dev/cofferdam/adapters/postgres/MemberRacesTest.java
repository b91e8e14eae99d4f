package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.FoldedRefusals;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.tenancy.LeaveOrg;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.tenancy.Roster;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Members who are changed at once, on a real database: an org always keeps an owner. */
class MemberRacesTest {
  private static final int TIMES = 100;

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();

  private final JdbiWorld world = new JdbiWorld(DATABASE, Clock.systemUTC());
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          world.orgs(),
          new FoldedRefusals(world.transactions(), world.auditNotes(), Clock.systemUTC()));
  private final Roster roster =
      new Roster(world.orgs(), world.members(), world.revocations(revocation -> {}));
  private final Fixtures given = new Fixtures(world);
  private UserId ada;
  private UserId bob;
  private OrgId org;

  @BeforeEach
  void fill() {
    ada = given.user();
    bob = given.user();
    org = given.org(ada);
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.orgs().addMember(org, bob, Role.OWNER, given.time());
              return bob;
            });
  }

  @RepeatedTest(TIMES)
  void oneOfTwoOwnersWhoLeaveAtOnceStays() throws Exception {
    LeaveOrg leave = new LeaveOrg(gatekeeper, world.ledger(), roster);
    assertThat(
            Race.outcomes(
                List.of(
                    () -> leave.execute(actor(ada), org), () -> leave.execute(actor(bob), org))))
        .containsExactlyInAnyOrder("done", "last_owner");
    assertThat(owners()).isEqualTo(1);
  }

  @RepeatedTest(TIMES)
  void oneOfTwoOwnersWhoLowerEachOtherAtOnceStays() throws Exception {
    ChangeMemberRole change = new ChangeMemberRole(gatekeeper, world.ledger(), roster);
    assertThat(
            Race.outcomes(
                List.of(
                    () ->
                        change.execute(
                            actor(ada), new ChangeMemberRole.Command(org, bob, Role.MEMBER)),
                    () ->
                        change.execute(
                            actor(bob), new ChangeMemberRole.Command(org, ada, Role.MEMBER)))))
        .containsExactlyInAnyOrder("done", "forbidden");
    assertThat(owners()).isEqualTo(1);
  }

  @RepeatedTest(TIMES)
  void oneOfTwoOwnersWhoRemoveEachOtherAtOnceStays() throws Exception {
    RemoveMember remove = new RemoveMember(gatekeeper, world.ledger(), roster);
    assertThat(
            Race.outcomes(
                List.of(
                    () -> remove.execute(actor(ada), new RemoveMember.Command(org, bob)),
                    () -> remove.execute(actor(bob), new RemoveMember.Command(org, ada)))))
        .containsExactlyInAnyOrder("done", "org_not_found");
    assertThat(owners()).isEqualTo(1);
  }

  @RepeatedTest(TIMES)
  void ownershipThatIsHandedOverWhileTheOtherOwnerLeavesIsNotLost() throws Exception {
    UserId cy = given.user();
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              world.orgs().addMember(org, cy, Role.MEMBER, given.time());
              return cy;
            });
    TransferOrg transfer = new TransferOrg(gatekeeper, world.ledger(), world.orgs(), roster);
    LeaveOrg leave = new LeaveOrg(gatekeeper, world.ledger(), roster);
    RemoveMember remove = new RemoveMember(gatekeeper, world.ledger(), roster);
    List<String> outcomes =
        Race.outcomes(
            List.of(
                () -> transfer.execute(actor(ada), new TransferOrg.Command(org, cy)),
                () -> leave.execute(actor(bob), org),
                () -> remove.execute(actor(bob), new RemoveMember.Command(org, cy))));
    assertThat(outcomes).contains("done");
    assertThat(owners()).isPositive();
  }

  private Actor actor(UserId user) {
    return given.actor(user);
  }

  private int owners() {
    return world
        .ledger()
        .read(Access.ofInstallation(org), () -> world.members().count(org, Role.OWNER));
  }
}
