package dev.cofferdam.application.tenancy;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
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
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrgLifeTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryWorld world = here.world();
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final InMemoryInstallation.Member eve = here.member("Eve");
  private final OrgId org = ada.org();
  private final Actor.SignedIn owner = ada.actor();
  private final Actor.SignedIn admin = here.colleague(org, "Bob", Role.ADMIN);

  @Test
  void renamesAndReadsTheNewVersion() {
    Org before = show(owner).org();
    Org after = update(owner, Optional.of("New"), Optional.of("new-place"), Optional.of(1L)).org();
    assertThat(after).isEqualTo(before.renamed(new OrgName("New"), new OrgSlug("new-place")));
    assertThat(after.version()).isEqualTo(2);
    assertThat(show(owner).org()).isEqualTo(after);
  }

  @Test
  void changesNothingWhenNothingIsToBeChanged() {
    Org before = show(owner).org();
    assertThat(update(owner, Optional.empty(), Optional.empty(), Optional.empty()).org())
        .isEqualTo(before);
    assertThat(
            update(
                    admin,
                    Optional.of(before.name().value()),
                    Optional.of(before.slug().value()),
                    Optional.empty())
                .org())
        .isEqualTo(before);
  }

  @Test
  void refusesAVersionThatIsNotThereAnyMore() {
    update(owner, Optional.of("New"), Optional.empty(), Optional.of(1L));
    assertThat(codeOf(() -> update(owner, Optional.of("Newer"), Optional.empty(), Optional.of(1L))))
        .isEqualTo("precondition_failed");
    assertThat(codeOf(() -> delete(owner, Optional.of(1L)))).isEqualTo("precondition_failed");
    assertThat(show(owner).org().name().value()).isEqualTo("New");
  }

  @Test
  void letsAFormerSlugLeadNowhereForThirtyDaysAndThenToWhoTakesIt() {
    OrgSlug former = show(owner).org().slug();
    update(owner, Optional.empty(), Optional.of("moved"), Optional.empty());
    assertThat(world.orgs().idOf(former)).isEmpty();
    assertThat(codeOf(() -> take(eve, former))).isEqualTo("slug_taken");
    here.clock().advance(Org.SLUG_KEPT);
    take(eve, former);
    assertThat(world.orgs().idOf(former)).contains(eve.org());
    assertThat(
            codeOf(
                () ->
                    update(owner, Optional.empty(), Optional.of(former.value()), Optional.empty())))
        .isEqualTo("slug_taken");
  }

  @Test
  void isChangedByAdminsAndDeletedByOwners() {
    update(admin, Optional.of("Ours"), Optional.empty(), Optional.empty());
    Actor.SignedIn member = here.colleague(org, "Cy", Role.MEMBER);
    assertThat(codeOf(() -> update(member, Optional.of("X"), Optional.empty(), Optional.empty())))
        .isEqualTo("forbidden");
    assertThat(codeOf(() -> delete(admin, Optional.empty()))).isEqualTo("forbidden");
    assertThat(codeOf(() -> undelete(admin))).isEqualTo("forbidden");
  }

  @Test
  void isUnknownToEverybodyOnceDeleted() {
    Refusal unknown = refusalOf(() -> show(eve.actor()));
    delete(owner, Optional.empty());
    for (Actor actor : new Actor[] {owner, admin, eve.actor(), key(), token()}) {
      assertThat(refusalOf(() -> show(actor))).usingRecursiveComparison().isEqualTo(unknown);
      assertThat(refusalOf(() -> delete(actor, Optional.empty())))
          .usingRecursiveComparison()
          .isEqualTo(unknown);
    }
    assertThat(world.orgs().of(admin.user()))
        .extracting(membership -> membership.org().id())
        .doesNotContain(org);
  }

  @Test
  void comesBackForAnOwnerAndNobodyElse() {
    Membership before = show(owner);
    delete(owner, Optional.empty());
    Refusal unknown = refusalOf(() -> show(eve.actor()));
    for (Actor actor : new Actor[] {admin, eve.actor(), key(), token()}) {
      assertThat(refusalOf(() -> undelete(actor))).usingRecursiveComparison().isEqualTo(unknown);
    }
    here.clock().advance(Org.GRACE.minus(Duration.ofSeconds(1)));
    assertThat(undelete(owner)).isEqualTo(before);
    assertThat(undelete(owner)).isEqualTo(before);
    Revocation told = new Revocation.OfOrg(org);
    assertThat(here.revoked()).containsExactly(told, told);
    assertThat(show(owner)).isEqualTo(before);
    assertThat(show(token())).isNotNull();
  }

  @Test
  void isGoneForGoodAfterThirtyDaysThoughItsSlugIsNot() {
    OrgSlug slug = show(owner).org().slug();
    delete(owner, Optional.empty());
    here.clock().advance(Org.GRACE);
    Refusal unknown = refusalOf(() -> show(eve.actor()));
    assertThat(refusalOf(() -> undelete(owner))).usingRecursiveComparison().isEqualTo(unknown);
    assertThat(codeOf(() -> take(eve, slug))).isEqualTo("slug_taken");
  }

  private Membership show(Actor actor) {
    if (actor instanceof Actor.ByServiceToken) {
      here.gatekeeper().require(actor, org, dev.cofferdam.domain.access.Permission.PROJECT_READ);
      return world.orgs().of(owner.user()).get(0);
    }
    return new ShowOrg(here.gatekeeper(), world.ledger(), world.orgs()).execute(actor, org);
  }

  private Membership update(
      Actor actor, Optional<String> name, Optional<String> slug, Optional<Long> expected) {
    return new UpdateOrg(
            here.gatekeeper(), world.ledger(), world.orgs(), here.revocations(), here.clock())
        .execute(
            actor,
            new UpdateOrg.Command(org, name.map(OrgName::new), slug.map(OrgSlug::new), expected));
  }

  private void take(InMemoryInstallation.Member who, OrgSlug slug) {
    new UpdateOrg(here.gatekeeper(), world.ledger(), world.orgs(), here.revocations(), here.clock())
        .execute(
            who.actor(),
            new UpdateOrg.Command(
                who.org(), Optional.empty(), Optional.of(slug), Optional.empty()));
  }

  private void delete(Actor actor, Optional<Long> expected) {
    new DeleteOrg(here.gatekeeper(), world.ledger(), world.orgs(), here.revocations(), here.clock())
        .execute(actor, new DeleteOrg.Command(org, expected));
  }

  private Membership undelete(Actor actor) {
    return new UndeleteOrg(
            here.gatekeeper(), world.ledger(), world.orgs(), here.revocations(), here.clock())
        .execute(actor, org);
  }

  /** An owner's key that may do all that keys may. */
  private Actor key() {
    return new Actor.ByApiKey(
        new ApiKeyId(here.ids().next()),
        owner.user(),
        org,
        Set.of(Scope.values()),
        Actor.Origin.INSIDE);
  }

  private Actor token() {
    TokenGrant grant =
        new TokenGrant(
            new ProjectId(here.ids().next()),
            Set.of(new EnvironmentId(here.ids().next())),
            TokenAccess.READ);
    return new Actor.ByServiceToken(
        new ServiceTokenId(here.ids().next()), org, grant, Actor.Origin.INSIDE);
  }
}
