package dev.cofferdam.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PermissionTest {
  /** Written out a second time on purpose: a right is given away here too, or not at all. */
  private static final Set<String> OWNERS_AND_ADMINS_ONLY = Set.of("AUDIT_READ");

  private static final Set<String> NOBODYS = Set.of("PUBLIC", "SELF", "SYSTEM");

  @ParameterizedTest
  @EnumSource(Permission.class)
  void isHeldByTheRolesOfTheTable(Permission permission) {
    Set<Role> holders =
        Arrays.stream(Role.values()).filter(permission::isHeldBy).collect(Collectors.toSet());
    if (NOBODYS.contains(permission.name())) {
      assertThat(holders).isEmpty();
    } else if (OWNERS_AND_ADMINS_ONLY.contains(permission.name())) {
      assertThat(holders).containsExactlyInAnyOrder(Role.OWNER, Role.ADMIN);
    } else {
      assertThat(holders).containsExactlyInAnyOrder(Role.values());
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void readsRolesAsItWritesThem(Role role) {
    assertThat(Role.ofCode(role.code())).isEqualTo(role);
  }

  @Test
  void namesActorsByIdAlone() {
    UserId user = new UserId(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    Actor signedIn = new Actor.SignedIn(user, new SessionId(user.value()), Actor.Origin.INSIDE);
    assertThat(signedIn.kind() + " " + signedIn.id()).isEqualTo("user " + user);
    assertThat(signedIn.requireUser()).isEqualTo(user);
    Actor inside = new Actor.Installation("runs", Actor.Origin.INSIDE);
    assertThat(inside.kind() + " " + inside.id()).isEqualTo("system runs");
    Actor anybody = new Actor.Anonymous(Actor.Origin.INSIDE);
    assertThat(anybody.kind() + anybody.id()).isEqualTo("anonymous");
    for (Actor actor : new Actor[] {inside, anybody}) {
      assertThatThrownBy(actor::requireUser)
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unauthenticated"));
    }
  }
}
