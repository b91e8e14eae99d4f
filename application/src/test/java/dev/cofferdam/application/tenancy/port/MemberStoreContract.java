package dev.cofferdam.application.tenancy.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link MemberStore} promises. */
public abstract class MemberStoreContract extends WorldContract {
  @Test
  void findsAMemberWithNameAndAddress() {
    OrgId org = given.org();
    Member bob = join(org, Role.MEMBER);
    assertThat(read(org, () -> members().find(org, bob.user()))).contains(bob);
    UserId stranger = given.user();
    assertThat(read(org, () -> members().find(org, stranger))).isEmpty();
  }

  @Test
  void listsMembersByIdInPages() {
    UserId owner = given.user();
    OrgId org = given.org(owner);
    Member second = join(org, Role.ADMIN);
    Member third = join(org, Role.MEMBER);
    assertThat(list(org, Optional.empty(), 2))
        .extracting(Member::user)
        .containsExactly(owner, second.user());
    assertThat(list(org, Optional.of(second.user()), 2)).containsExactly(third);
    assertThat(list(org, Optional.of(third.user()), 2)).isEmpty();
  }

  @Test
  void knowsTheAddressesOfMembers() {
    OrgId org = given.org();
    OrgId other = given.org();
    Member bob = join(org, Role.MEMBER);
    EmailAddress his = bob.email().orElseThrow();
    EmailAddress nobodys = given.newcomer().email().orElseThrow();
    assertThat(read(org, () -> members().hasAddress(org, his))).isTrue();
    assertThat(read(org, () -> members().hasAddress(org, nobodys))).isFalse();
    assertThat(read(other, () -> members().hasAddress(other, his))).isFalse();
    changing(org, () -> members().remove(org, bob.user()));
    assertThat(read(org, () -> members().hasAddress(org, his))).isFalse();
  }

  @Test
  void countsMembersAndRoles() {
    OrgId org = given.org();
    join(org, Role.OWNER);
    join(org, Role.MEMBER);
    assertThat(read(org, () -> members().count(org))).isEqualTo(3);
    assertThat(read(org, () -> members().count(org, Role.OWNER))).isEqualTo(2);
    assertThat(read(org, () -> members().count(org, Role.ADMIN))).isZero();
  }

  @Test
  void changesARoleAndNothingElse() {
    OrgId org = given.org();
    Member bob = join(org, Role.MEMBER);
    Member eve = join(org, Role.MEMBER);
    changing(org, () -> members().setRole(org, bob.user(), Role.ADMIN));
    assertThat(read(org, () -> members().find(org, bob.user()))).contains(bob.withRole(Role.ADMIN));
    assertThat(read(org, () -> members().find(org, eve.user()))).contains(eve);
    assertThat(world.orgs().roleOf(org, bob.user())).contains(Role.ADMIN);
  }

  @Test
  void removesAMemberWhoMayComeBack() {
    OrgId org = given.org();
    Member bob = join(org, Role.ADMIN);
    changing(org, () -> members().remove(org, bob.user()));
    assertThat(read(org, () -> members().find(org, bob.user()))).isEmpty();
    assertThat(world.orgs().roleOf(org, bob.user())).isEmpty();
    Instant again = given.time();
    changing(org, () -> world.orgs().addMember(org, bob.user(), Role.MEMBER, again));
    assertThat(read(org, () -> members().find(org, bob.user())))
        .contains(new Member(bob.user(), bob.email(), bob.name(), Role.MEMBER, again));
  }

  @Test
  void touchesNoOtherOrg() {
    OrgId mine = given.org();
    OrgId theirs = given.org();
    Member bob = join(theirs, Role.MEMBER);
    changing(
        mine,
        () -> {
          members().setRole(theirs, bob.user(), Role.OWNER);
          members().remove(theirs, bob.user());
          assertThat(members().find(theirs, bob.user())).isEmpty();
          assertThat(members().count(theirs)).isZero();
          assertThat(members().list(theirs, Optional.empty(), 10)).isEmpty();
        });
    assertThat(read(theirs, () -> members().find(theirs, bob.user()))).contains(bob);
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    OrgId org = given.org();
    Member bob = join(org, Role.MEMBER);
    assertThatThrownBy(() -> members().setRole(org, bob.user(), Role.OWNER))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> members().remove(org, bob.user()))
        .isInstanceOf(RuntimeException.class);
    assertThat(read(org, () -> members().find(org, bob.user()))).contains(bob);
  }

  private List<Member> list(OrgId org, Optional<UserId> after, int limit) {
    return read(org, () -> members().list(org, after, limit));
  }

  private MemberStore members() {
    return world.members();
  }

  private Member join(OrgId org, Role role) {
    User user = given.newcomer();
    Instant at = given.time();
    transacting(() -> world.users().add(user, new PasswordHash("$argon2id$x")));
    changing(org, () -> world.orgs().addMember(org, user.id(), role, at));
    return new Member(user.id(), user.email(), user.name(), role, at);
  }
}
