package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShowCallerTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final InMemoryInstallation.Member bob = here.member("Bob");
  private final Instant end = here.clock().instant().plusSeconds(60);
  private final ShowCaller show =
      new ShowCaller(
          here.gatekeeper(),
          here.world().ledger(),
          here.world().transactions(),
          here.world().users(),
          here.world().orgs());

  @Test
  void showsPeopleThemselvesAndAllTheirOrgs() {
    join(ada.org(), bob.actor().user());
    ShowCaller.Caller seen = show.execute(bob.actor());
    assertThat(seen.user().map(User::id)).contains(bob.actor().user());
    assertThat(seen.orgs())
        .extracting(place -> place.role().orElseThrow())
        .containsExactlyInAnyOrder(Role.MEMBER, Role.OWNER);
    assertThat(seen.expiresAt()).isEmpty();
  }

  @Test
  void showsAKeyItsUserAndItsOneOrg() {
    join(ada.org(), bob.actor().user());
    ApiKey key =
        new ApiKey(
            new ApiKeyId(here.ids().next()),
            ada.org(),
            bob.actor().user(),
            new CredentialName("deploy"),
            Set.of(Scope.RUNS_READ),
            "cfd_0123",
            CredentialLife.begun(here.clock().instant(), Optional.of(end)));
    change(ada.org(), () -> here.world().apiKeys().add(key, new TokenHash("k")));
    ShowCaller.Caller seen = show.execute(key.actor(Actor.Origin.INSIDE));
    assertThat(seen.user().map(User::id)).contains(bob.actor().user());
    assertThat(seen.orgs()).extracting(place -> place.org().id()).containsExactly(ada.org());
    assertThat(seen.orgs().get(0).role()).contains(Role.MEMBER);
    assertThat(seen.expiresAt()).contains(end);
    change(ada.org(), () -> here.world().orgs().delete(ada.org(), here.clock().instant()));
    assertThat(codeOf(() -> show.execute(key.actor(Actor.Origin.INSIDE))))
        .isEqualTo("org_not_found");
  }

  @Test
  void showsATokenItsOrgAndNobody() {
    Environment prod = here.given().environment(ada.org());
    ServiceToken token =
        new ServiceToken(
            new ServiceTokenId(here.ids().next()),
            ada.org(),
            new CredentialName("ci"),
            new TokenGrant(prod.project(), Set.of(prod.id()), TokenAccess.RUN),
            List.of(),
            new ServiceToken.Proof.Bearer("cfr_0123"),
            CredentialLife.begun(here.clock().instant(), Optional.of(end)));
    change(
        ada.org(), () -> here.world().serviceTokens().add(token, Optional.of(new TokenHash("t"))));
    ShowCaller.Caller seen = show.execute(token.actor(Actor.Origin.INSIDE));
    assertThat(seen.user()).isEmpty();
    assertThat(seen.orgs()).extracting(place -> place.org().id()).containsExactly(ada.org());
    assertThat(seen.orgs().get(0).role()).isEmpty();
    assertThat(seen.expiresAt()).contains(end);
  }

  @Test
  void showsNobodyNothing() {
    assertThat(codeOf(() -> show.execute(InMemoryInstallation.ANYBODY)))
        .isEqualTo("unauthenticated");
    Actor stranger = here.given().actor(new UserId(here.ids().next()));
    assertThat(codeOf(() -> show.execute(stranger))).isEqualTo("user_not_found");
  }

  private void join(OrgId org, UserId user) {
    change(
        org, () -> here.world().orgs().addMember(org, user, Role.MEMBER, here.clock().instant()));
  }

  private void change(OrgId org, Runnable work) {
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              work.run();
              return org;
            });
  }
}
