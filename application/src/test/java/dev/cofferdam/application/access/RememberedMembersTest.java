package dev.cofferdam.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.world.SequentialIds;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RememberedMembersTest {
  private final SequentialIds ids = new SequentialIds();
  private final OrgId org = new OrgId(ids.next());
  private final UserId ada = new UserId(ids.next());
  private final RightsCache rights = new RightsCache(10, () -> 0);
  private final OneOrg truth = new OneOrg();
  private final RememberedMembers members = new RememberedMembers(truth, rights);

  /** An org whose answers are one role, counted. */
  private static final class OneOrg implements Memberships {
    private Optional<Role> role = Optional.of(Role.OWNER);
    private boolean open = true;
    private int asked;

    @Override
    public Optional<Role> roleOf(OrgId org, UserId user) {
      asked++;
      return role;
    }

    @Override
    public boolean isOpen(OrgId org) {
      asked++;
      return open;
    }

    @Override
    public boolean isEnded(Actor actor) {
      asked++;
      return false;
    }

    @Override
    public Optional<Role> roleInDeleted(OrgId org, UserId user) {
      asked++;
      return role;
    }
  }

  @Test
  void asksForARoleOnceUntilItChanges() {
    rights.heard(0);
    assertThat(members.roleOf(org, ada)).contains(Role.OWNER);
    assertThat(members.roleOf(org, ada)).contains(Role.OWNER);
    assertThat(truth.asked).isEqualTo(1);

    truth.role = Optional.of(Role.ADMIN);
    rights.forget(new Revocation.OfMember(org, new UserId(ids.next())));
    assertThat(members.roleOf(org, ada)).as("another's has changed").contains(Role.OWNER);
    rights.forget(new Revocation.OfMember(org, ada));
    assertThat(members.roleOf(org, ada)).contains(Role.ADMIN);
  }

  @Test
  void forgetsEverybodyOfAnOrgThatIsDeleted() {
    rights.heard(0);
    assertThat(members.roleOf(org, ada)).isPresent();
    assertThat(members.isOpen(org)).isTrue();
    truth.role = Optional.empty();
    truth.open = false;
    rights.forget(new Revocation.OfOrg(org));
    assertThat(members.roleOf(org, ada)).isEmpty();
    assertThat(members.isOpen(org)).isFalse();
  }

  @Test
  void remembersNobodyAsAStranger() {
    rights.heard(0);
    truth.role = Optional.empty();
    assertThat(members.roleOf(org, ada)).isEmpty();
    truth.role = Optional.of(Role.MEMBER);
    assertThat(members.roleOf(org, ada)).contains(Role.MEMBER);
  }

  @Test
  void asksEachTimeWhileNobodyListens() {
    assertThat(members.roleOf(org, ada)).isPresent();
    assertThat(members.isOpen(org)).isTrue();
    assertThat(members.roleOf(org, ada)).isPresent();
    assertThat(members.isOpen(org)).isTrue();
    assertThat(members.roleInDeleted(org, ada)).isPresent();
    assertThat(truth.asked).isEqualTo(5);
  }
}
