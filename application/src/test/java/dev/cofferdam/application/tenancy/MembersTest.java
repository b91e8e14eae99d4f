package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MembersTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final OrgId org = ada.org();
  private final Actor.SignedIn owner = ada.actor();
  private final Actor.SignedIn admin = here.colleague(org, "Bob", Role.ADMIN);
  private final Actor.SignedIn member = here.colleague(org, "Cy", Role.MEMBER);

  /** Who does it, to whom, and what comes of it: a role, or a refusal. */
  @ParameterizedTest
  @CsvSource({
    "OWNER, OWNER, ADMIN, last_owner",
    "OWNER, ADMIN, OWNER, OWNER",
    "OWNER, MEMBER, ADMIN, ADMIN",
    "OWNER, MEMBER, MEMBER, MEMBER",
    "ADMIN, OWNER, MEMBER, forbidden",
    "ADMIN, OWNER, OWNER, OWNER",
    "ADMIN, ADMIN, OWNER, forbidden",
    "ADMIN, ADMIN, MEMBER, MEMBER",
    "ADMIN, MEMBER, OWNER, forbidden",
    "ADMIN, MEMBER, ADMIN, ADMIN",
    "MEMBER, MEMBER, ADMIN, forbidden",
    "MEMBER, OWNER, MEMBER, forbidden"
  })
  void raisesAndLowers(Role caller, Role whom, Role to, String outcome) {
    UserId user = of(whom).user();
    Role before = roleOf(user).orElseThrow();
    if (outcome.equals(outcome.toUpperCase(java.util.Locale.ROOT))) {
      assertThat(change(of(caller), user, to).role()).isEqualTo(to);
      assertThat(roleOf(user)).contains(Role.valueOf(outcome));
    } else {
      assertThat(codeOf(() -> change(of(caller), user, to))).isEqualTo(outcome);
      assertThat(roleOf(user)).contains(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OWNER, ADMIN, gone",
    "OWNER, MEMBER, gone",
    "ADMIN, OWNER, forbidden",
    "ADMIN, MEMBER, gone",
    "MEMBER, MEMBER, forbidden",
    "MEMBER, ADMIN, forbidden"
  })
  void removes(Role caller, Role whom, String outcome) {
    UserId user = of(whom).user();
    if (outcome.equals("gone")) {
      remove(of(caller), user);
      assertThat(roleOf(user)).isEmpty();
    } else {
      assertThat(codeOf(() -> remove(of(caller), user))).isEqualTo(outcome);
      assertThat(roleOf(user)).contains(whom);
    }
  }

  @Test
  void letsEverybodyLeaveButTheLastOwner() {
    leave(member);
    leave(admin);
    assertThat(codeOf(() -> leave(owner))).isEqualTo("last_owner");
    Actor.SignedIn second = here.colleague(org, "Dora", Role.OWNER);
    leave(owner);
    assertThat(roleOf(owner.user())).isEmpty();
    assertThat(codeOf(() -> leave(second))).isEqualTo("last_owner");
    assertThat(codeOf(() -> leave(owner))).isEqualTo("org_not_found");
  }

  @Test
  void lowersAnOwnerWhileAnotherStays() {
    Actor.SignedIn second = here.colleague(org, "Dora", Role.OWNER);
    change(owner, second.user(), Role.MEMBER);
    assertThat(codeOf(() -> change(owner, owner.user(), Role.ADMIN))).isEqualTo("last_owner");
  }

  @Test
  void transfersOwnershipAndLeavesTheFormerOwnerAnAdmin() {
    TransferOrg transfer = transfer();
    assertThat(transfer.execute(owner, new TransferOrg.Command(org, member.user())).role())
        .isEqualTo(Role.ADMIN);
    assertThat(roleOf(owner.user())).contains(Role.ADMIN);
    assertThat(roleOf(member.user())).contains(Role.OWNER);
    assertThat(actions()).endsWith("org.transfer member:" + member.user());
    assertThat(codeOf(() -> transfer.execute(owner, new TransferOrg.Command(org, admin.user()))))
        .isEqualTo("forbidden");
  }

  @Test
  void transfersToMembersAlone() {
    UserId stranger = here.member("Eve").actor().user();
    assertThat(codeOf(() -> transfer().execute(owner, new TransferOrg.Command(org, stranger))))
        .isEqualTo("member_not_found");
    assertThat(codeOf(() -> transfer().execute(owner, new TransferOrg.Command(org, owner.user()))))
        .isEqualTo("invalid_field");
    assertThat(codeOf(() -> transfer().execute(admin, new TransferOrg.Command(org, member.user()))))
        .isEqualTo("forbidden");
    assertThat(roleOf(owner.user())).contains(Role.OWNER);
  }

  @Test
  void knowsNobodyWhoIsNoMember() {
    UserId stranger = here.member("Eve").actor().user();
    assertThat(codeOf(() -> change(owner, stranger, Role.ADMIN))).isEqualTo("member_not_found");
    assertThat(codeOf(() -> remove(owner, stranger))).isEqualTo("member_not_found");
  }

  @Test
  void recordsWhatChangedByIdsAlone() {
    change(owner, member.user(), Role.ADMIN);
    change(owner, member.user(), Role.ADMIN);
    remove(owner, member.user());
    leave(admin);
    assertThat(actions())
        .containsExactly(
            "org.create org:" + org,
            "member.make_admin member:" + member.user(),
            "member.remove member:" + member.user(),
            "member.leave member:" + admin.user());
  }

  @Test
  void tellsWhoseRoleIsNotWhatItWas() {
    change(owner, member.user(), Role.ADMIN);
    remove(owner, member.user());
    leave(admin);
    Revocation members = new Revocation.OfMember(org, member.user());
    assertThat(here.revoked())
        .containsExactly(members, members, new Revocation.OfMember(org, admin.user()));
  }

  @Test
  void listsMembersToMembers() {
    List<Member> all =
        new ListMembers(here.gatekeeper(), here.world().ledger(), here.world().members())
            .execute(member, new ListMembers.Command(org, Optional.empty(), 10));
    assertThat(all).extracting(Member::role).containsExactly(Role.OWNER, Role.ADMIN, Role.MEMBER);
    assertThat(all).extracting(each -> each.name().value()).containsExactly("Ada", "Bob", "Cy");
  }

  private Actor.SignedIn of(Role role) {
    return switch (role) {
      case OWNER -> owner;
      case ADMIN -> admin;
      case MEMBER -> member;
    };
  }

  private Member change(Actor actor, UserId user, Role role) {
    return new ChangeMemberRole(here.gatekeeper(), here.world().ledger(), here.roster())
        .execute(actor, new ChangeMemberRole.Command(org, user, role));
  }

  private void remove(Actor actor, UserId user) {
    new RemoveMember(here.gatekeeper(), here.world().ledger(), here.roster())
        .execute(actor, new RemoveMember.Command(org, user));
  }

  private void leave(Actor actor) {
    new LeaveOrg(here.gatekeeper(), here.world().ledger(), here.roster()).execute(actor, org);
  }

  private TransferOrg transfer() {
    return new TransferOrg(
        here.gatekeeper(), here.world().ledger(), here.world().orgs(), here.roster());
  }

  private Optional<Role> roleOf(UserId user) {
    return here.world().orgs().roleOf(org, user);
  }

  private List<String> actions() {
    return here
        .world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 100))
        .stream()
        .map(MembersTest::shortly)
        .toList();
  }

  private static String shortly(ChainedEntry entry) {
    return entry.action() + " " + entry.resource();
  }
}
