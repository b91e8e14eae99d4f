package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResolveOrgTest {
  private static final OrgSlug FIRST = new OrgSlug("first-name");
  private static final OrgSlug SECOND = new OrgSlug("second-name");

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final RightsCache rights = new RightsCache(10, () -> 0);
  private final Member ada = here.member("Ada");
  private int asked;
  private boolean lost;
  private final ResolveOrg resolve = new ResolveOrg(this::idOf, rights);

  private Optional<OrgId> idOf(OrgSlug slug) {
    asked++;
    if (lost) {
      throw Refusal.unavailable("database_unavailable", "It is away.");
    }
    return here.world().orgs().idOf(slug);
  }

  @Test
  void asksForASlugOnceUntilItsOrgHasAnother() {
    rights.heard(0);
    rename(FIRST);
    assertThat(resolve.execute(FIRST.value())).isEqualTo(ada.org());
    assertThat(resolve.execute(FIRST.value())).isEqualTo(ada.org());
    assertThat(asked).isEqualTo(1);

    rename(SECOND);
    assertThat(codeOf(() -> resolve.execute(FIRST.value()))).isEqualTo("org_not_found");
    assertThat(resolve.execute(SECOND.value())).isEqualTo(ada.org());
  }

  @Test
  void remembersNoSlugAsNobodys() {
    rights.heard(0);
    assertThat(codeOf(() -> resolve.execute(FIRST.value()))).isEqualTo("org_not_found");
    rename(FIRST);
    assertThat(resolve.execute(FIRST.value())).isEqualTo(ada.org());
  }

  @Test
  void takesAStoreThatIsAwayForNoUnknownOrg() {
    lost = true;
    assertThat(codeOf(() -> resolve.execute(FIRST.value()))).isEqualTo("database_unavailable");
  }

  private void rename(OrgSlug slug) {
    new UpdateOrg(
            here.gatekeeper(),
            here.world().ledger(),
            here.world().orgs(),
            here.world().revocations(rights::forget),
            here.clock())
        .execute(
            ada.actor(),
            new UpdateOrg.Command(
                ada.org(), Optional.empty(), Optional.of(slug), Optional.empty()));
  }
}
