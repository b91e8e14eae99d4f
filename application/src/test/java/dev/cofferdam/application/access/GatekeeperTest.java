package dev.cofferdam.application.access;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every credential has exactly the rights of the permission table, and none in another org. */
final class GatekeeperTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final Member eve = here.member("Eve");

  @ParameterizedTest
  @EnumSource(Permission.class)
  void givesAnOwnerTheRightsOfOwners(Permission permission) {
    assertThat(passes(ada.actor(), ada.org(), permission))
        .isEqualTo(permission.isHeldBy(Role.OWNER));
    Actor vouchedFor = new Actor.ByIssuer(ada.actor().user(), "https://i", Actor.Origin.INSIDE);
    assertThat(passes(vouchedFor, ada.org(), permission))
        .isEqualTo(permission.isHeldBy(Role.OWNER));
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void givesAKeyWhatRoleAndScopeBothGive(Permission permission) {
    for (Scope scope : Scope.values()) {
      assertThat(passes(key(ada, Set.of(scope)), ada.org(), permission))
          .as(scope.code())
          .isEqualTo(
              permission.isHeldBy(Role.OWNER)
                  && permission.scope().filter(scope::equals).isPresent());
    }
    assertThat(passes(key(ada, Set.of()), ada.org(), permission)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void givesATokenWhatItsAccessGives(Permission permission) {
    for (TokenAccess access : TokenAccess.values()) {
      assertThat(passes(token(ada.org(), access), ada.org(), permission))
          .isEqualTo(permission.isHeldBy(access));
    }
  }

  @Test
  void letsNobodyIntoAnotherOrg() {
    for (Actor actor :
        new Actor[] {
          eve.actor(),
          new Actor.ByIssuer(eve.actor().user(), "https://i", Actor.Origin.INSIDE),
          key(eve, Set.of(Scope.values())),
          token(eve.org(), TokenAccess.WRITE),
          new Actor.ByApiKey(
              new ApiKeyId(here.ids().next()),
              ada.actor().user(),
              eve.org(),
              Set.of(Scope.values()),
              Actor.Origin.INSIDE)
        }) {
      for (Permission permission : Permission.values()) {
        assertThat(codeOf(() -> here.gatekeeper().require(actor, ada.org(), permission)))
            .isEqualTo("org_not_found");
      }
    }
  }

  @Test
  void showsATokenItsOwnProjectAndEnvironmentsAlone() {
    Actor.ByServiceToken token = token(ada.org(), TokenAccess.READ);
    Access access = here.gatekeeper().require(token, ada.org(), Permission.SECRET_READ);
    assertThat(access.sees(token.grant().project())).isTrue();
    assertThat(access.sees(token.grant().environments().iterator().next())).isTrue();
    assertThat(access.sees(new ProjectId(here.ids().next()))).isFalse();
    assertThat(access.sees(new EnvironmentId(here.ids().next()))).isFalse();
    assertThat(codeOf(access::role)).isEqualTo("forbidden");
  }

  private boolean passes(Actor actor, OrgId org, Permission permission) {
    try {
      return here.gatekeeper().require(actor, org, permission).org().equals(org);
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo("forbidden");
      return false;
    }
  }

  private Actor.ByApiKey key(Member member, Set<Scope> scopes) {
    return new Actor.ByApiKey(
        new ApiKeyId(here.ids().next()),
        member.actor().user(),
        member.org(),
        scopes,
        Actor.Origin.INSIDE);
  }

  private Actor.ByServiceToken token(OrgId org, TokenAccess access) {
    TokenGrant grant =
        new TokenGrant(
            new ProjectId(here.ids().next()), Set.of(new EnvironmentId(here.ids().next())), access);
    return new Actor.ByServiceToken(
        new ServiceTokenId(here.ids().next()), org, grant, Actor.Origin.INSIDE);
  }
}
