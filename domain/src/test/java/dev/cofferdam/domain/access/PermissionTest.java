package dev.cofferdam.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PermissionTest {
  /** Written out a second time on purpose: a right is given away here too, or not at all. */
  private static final Set<String> OWNERS_AND_ADMINS_ONLY =
      Set.of(
          "AUDIT_READ",
          "KEY_READ",
          "KEY_ROTATE",
          "ORG_UPDATE",
          "MEMBER_UPDATE",
          "INVITATION_READ",
          "INVITATION_WRITE",
          "SERVICE_TOKEN_READ",
          "SERVICE_TOKEN_WRITE",
          "PROJECT_DELETE",
          "WEBHOOK_READ",
          "WEBHOOK_WRITE",
          "ENVIRONMENT_PROTECT",
          "ENVIRONMENT_PROTECTED_USE");

  private static final Set<String> OWNERS_ONLY = Set.of("ORG_DELETE", "ORG_TRANSFER");

  /** What a service token may do in its environments, by its access. */
  private static final Map<TokenAccess, Set<String>> TOKENS =
      Map.of(
          TokenAccess.READ,
          Set.of(
              "EVENT_READ",
              "PROJECT_READ",
              "ENVIRONMENT_READ",
              "ENVIRONMENT_PROTECTED_USE",
              "SECRET_LIST",
              "SECRET_READ",
              "TEAM_RECIPIENT_READ"),
          TokenAccess.WRITE,
          Set.of(
              "EVENT_READ",
              "PROJECT_READ",
              "ENVIRONMENT_READ",
              "ENVIRONMENT_PROTECTED_USE",
              "SECRET_LIST",
              "SECRET_READ",
              "SECRET_WRITE",
              "TEAM_RECIPIENT_READ"),
          TokenAccess.RUN,
          Set.of(
              "EVENT_READ",
              "PROJECT_READ",
              "ENVIRONMENT_READ",
              "ENVIRONMENT_PROTECTED_USE",
              "SECRET_INJECT",
              "RUN_READ",
              "RUN_CREATE",
              "RUN_CANCEL"));

  private static final Set<String> NOBODYS = Set.of("PUBLIC", "SELF", "WHOAMI", "SYSTEM");

  @ParameterizedTest
  @EnumSource(Permission.class)
  void isHeldByTheRolesOfTheTable(Permission permission) {
    Set<Role> holders =
        Arrays.stream(Role.values()).filter(permission::isHeldBy).collect(Collectors.toSet());
    if (NOBODYS.contains(permission.name())) {
      assertThat(holders).isEmpty();
    } else if (OWNERS_ONLY.contains(permission.name())) {
      assertThat(holders).containsExactly(Role.OWNER);
    } else if (OWNERS_AND_ADMINS_ONLY.contains(permission.name())) {
      assertThat(holders).containsExactlyInAnyOrder(Role.OWNER, Role.ADMIN);
    } else {
      assertThat(holders).containsExactlyInAnyOrder(Role.values());
    }
  }

  @ParameterizedTest
  @EnumSource(TokenAccess.class)
  void isHeldByTheServiceTokensOfTheTable(TokenAccess access) {
    assertThat(
            Arrays.stream(Permission.values())
                .filter(permission -> permission.isHeldBy(access))
                .map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(TOKENS.get(access));
  }

  @Test
  void isInAScopeOrForPeopleAlone() {
    for (Permission permission : Permission.values()) {
      boolean forPeople =
          NOBODYS.contains(permission.name())
              || Set.of("ORG_DELETE", "ORG_TRANSFER", "MEMBER_LEAVE").contains(permission.name());
      assertThat(permission.scope().isEmpty()).as(permission.name()).isEqualTo(forPeople);
    }
    for (Scope scope : Scope.values()) {
      assertThat(Permission.values()).anyMatch(each -> each.scope().equals(Optional.of(scope)));
      assertThat(Scope.ofCode(scope.code())).contains(scope);
    }
  }

  @Test
  void isWrittenAsNounAndVerb() {
    assertThat(Permission.SECRET_READ.code()).isEqualTo("secret.read");
    assertThat(Permission.SERVICE_TOKEN_WRITE.code()).isEqualTo("service_token.write");
    assertThat(Permission.ENVIRONMENT_PROTECTED_USE.code()).isEqualTo("environment_protected.use");
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
    assertThat(signedIn.requirePerson()).isEqualTo(user);
    Actor inside = new Actor.Installation("runs", Actor.Origin.INSIDE);
    assertThat(inside.kind() + " " + inside.id()).isEqualTo("system runs");
    Actor anybody = new Actor.Anonymous(Actor.Origin.INSIDE);
    assertThat(anybody.kind() + anybody.id()).isEqualTo("anonymous");
    assertThatThrownBy(anybody::requirePerson)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("unauthenticated"));
    assertThatThrownBy(inside::requirePerson)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("forbidden"));
  }
}
