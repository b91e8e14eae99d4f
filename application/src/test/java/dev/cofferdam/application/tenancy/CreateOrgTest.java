package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.OwnAccount;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateOrgTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final CreateOrg createOrg =
      new CreateOrg(
          new OwnAccount(here.world().transactions(), here.world().users()),
          here.world().orgs(),
          here.founder());
  private final ListOrgs listOrgs = new ListOrgs(here.world().transactions(), here.world().orgs());
  private final ResolveOrg resolveOrg = new ResolveOrg(here.world().orgs(), here.rights());
  private final ShowOrg showOrg =
      new ShowOrg(here.gatekeeper(), here.world().ledger(), here.world().orgs());

  @Test
  void makesAnOrgUnderTheSlugThatWasAskedFor() {
    Org org = create("Tools", Optional.of(new OrgSlug("tools")));
    assertThat(org.slug().value()).isEqualTo("tools");
    assertThat(showOrg.execute(ada.actor(), org.id())).isEqualTo(new Membership(org, Role.OWNER));
    assertThat(resolveOrg.execute("tools")).isEqualTo(org.id());
  }

  @Test
  void makesASlugFromTheName() {
    assertThat(create("Ädas Tools!", Optional.empty()).slug().value()).isEqualTo("adas-tools");
  }

  @Test
  void refusesATakenSlugAndMakesNothing() {
    create("Tools", Optional.of(new OrgSlug("tools")));
    List<Membership> before = listOrgs.execute(ada.actor());
    assertThat(codeOf(() -> create("More", Optional.of(new OrgSlug("tools")))))
        .isEqualTo("slug_taken");
    assertThat(listOrgs.execute(ada.actor())).isEqualTo(before);
  }

  @Test
  void letsNobodyOwnMoreThanAHundred() {
    for (int owned = 1; owned < CreateOrg.MOST_OWNED; owned++) {
      create("Tools", Optional.empty());
    }
    assertThat(codeOf(() -> create("Tools", Optional.empty()))).isEqualTo("too_many_orgs");
    assertThat(listOrgs.execute(ada.actor())).hasSize(CreateOrg.MOST_OWNED);
  }

  @Test
  void refusesWhoHasNotSignedIn() {
    CreateOrg.Command command = new CreateOrg.Command(new OrgName("Tools"), Optional.empty());
    assertThat(codeOf(() -> createOrg.execute(ANYBODY, command))).isEqualTo("unauthenticated");
    assertThat(codeOf(() -> listOrgs.execute(ANYBODY))).isEqualTo("unauthenticated");
  }

  @Test
  void refusesKeysAndSaysThatItIsForPeople() {
    Actor key =
        new Actor.ByApiKey(
            new ApiKeyId(here.ids().next()),
            ada.actor().user(),
            ada.org(),
            Set.of(Scope.values()),
            Actor.Origin.INSIDE);
    CreateOrg.Command command = new CreateOrg.Command(new OrgName("Tools"), Optional.empty());
    assertThat(codeOf(() -> createOrg.execute(key, command))).isEqualTo("forbidden");
    assertThat(codeOf(() -> here.identity().logOut().execute(key))).isEqualTo("forbidden");
    assertThat(codeOf(() -> here.identity().logOut().execute(ANYBODY)))
        .isEqualTo("unauthenticated");
  }

  @Test
  void listsTheOrgsOfTheCallerAlone() {
    here.clock().advance(Duration.ofSeconds(1));
    Org tools = create("Tools", Optional.empty());
    here.member("Bob");
    assertThat(listOrgs.execute(ada.actor()))
        .extracting(membership -> membership.org().id())
        .containsExactly(ada.org(), tools.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unknown", "NOT-A-SLUG", "a", "../etc", "01890a5d-ac96-774b-bcce-b302099a805"})
  void resolvesNothingFromOtherText(String text) {
    assertThat(codeOf(() -> resolveOrg.execute(text))).isEqualTo("org_not_found");
  }

  @Test
  void takesAnIdAsItIsSinceOthersDecideWhoMaySeeTheOrg() {
    OrgId unknown = new OrgId(here.ids().next());
    assertThat(resolveOrg.execute(unknown.toString())).isEqualTo(unknown);
  }

  private Org create(String name, Optional<OrgSlug> slug) {
    return createOrg.execute(ada.actor(), new CreateOrg.Command(OrgName.parse(name), slug));
  }
}
