package dev.cofferdam.application.tenancy.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an {@link OrgStore} promises. */
public abstract class OrgStoreContract extends WorldContract {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void findsAnOrgBehindItsDoor() {
    Org org = given.newOrg();
    given.store(org, given.user());
    assertThat(read(org.id(), () -> world.orgs().find(org.id()))).contains(org);
  }

  @Test
  void showsAnOrgToNobodyElse() {
    Org org = given.newOrg();
    given.store(org, given.user());
    assertThat(read(given.org(), () -> world.orgs().find(org.id()))).isEmpty();
  }

  @Test
  void knowsWhoHasASlug() {
    Org org = given.newOrg();
    given.store(org, given.user());
    assertThat(inTransaction(() -> world.orgs().idOf(org.slug()))).contains(org.id());
    assertThat(inTransaction(() -> world.orgs().idOf(given.newOrg().slug()))).isEmpty();
  }

  @Test
  void takesASlugOnceAndGoesOnInTheTransaction() {
    Org first = given.newOrg();
    given.store(first, given.user());
    Org second = withSlug(first.slug());
    Org third =
        Org.founded(second.id(), given.newOrg().slug(), second.name(), "free", given.time());
    transacting(
        () -> {
          world.ledger().open(second.id());
          changing(
              second.id(),
              () -> {
                assertThat(world.orgs().add(second)).isFalse();
                assertThat(world.orgs().find(second.id())).isEmpty();
                assertThat(world.orgs().add(third)).isTrue();
              });
        });
    assertThat(read(third.id(), () -> world.orgs().find(third.id()))).contains(third);
    assertThat(inTransaction(() -> world.orgs().idOf(first.slug()))).contains(first.id());
  }

  @Test
  void givesASlugToOneOfThoseWhoAskAtOnce() {
    OrgSlug wanted = given.newOrg().slug();
    List<Future<Boolean>> attempts =
        Stream.generate(() -> withSlug(wanted))
            .limit(4)
            .map(org -> elsewhere(() -> added(org)))
            .toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void freesTheSlugOfAnOrgThatIsUndone() {
    Org org = given.newOrg();
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      added(org);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(inTransaction(() -> world.orgs().idOf(org.slug()))).isEmpty();
    assertThat(added(withSlug(org.slug()))).isTrue();
  }

  @Test
  void knowsWhoIsWhat() {
    UserId owner = given.user();
    UserId member = given.user();
    OrgId org = given.org(owner);
    OrgId other = given.org();
    changing(org, () -> world.orgs().addMember(org, member, Role.MEMBER, given.time()));
    assertThat(world.orgs().roleOf(org, owner)).contains(Role.OWNER);
    assertThat(world.orgs().roleOf(org, member)).contains(Role.MEMBER);
    assertThat(world.orgs().roleOf(org, given.user())).isEmpty();
    assertThat(world.orgs().roleOf(other, owner)).isEmpty();
    assertThat(world.orgs().roleOf(new OrgId(given.id()), owner)).isEmpty();
  }

  @Test
  void knowsRolesInsideOfTransactionsAndDoorsToo() {
    UserId owner = given.user();
    OrgId org = given.org(owner);
    assertThat(inTransaction(() -> world.orgs().roleOf(org, owner))).contains(Role.OWNER);
    assertThat(read(org, () -> world.orgs().roleOf(org, owner))).contains(Role.OWNER);
    assertThat(change(org, () -> world.orgs().roleOf(org, owner))).contains(Role.OWNER);
  }

  @Test
  void listsTheOrgsOfAUserOldestFirst() {
    UserId ada = given.user();
    Org first = given.newOrg();
    Org second = given.newOrg();
    Org third = given.newOrg();
    given.store(second, given.user());
    given.store(first, ada);
    given.store(third, ada);
    changing(
        second.id(),
        () -> world.orgs().addMember(second.id(), ada, Role.ADMIN, second.createdAt()));
    given.org();
    assertThat(inTransaction(() -> world.orgs().of(ada)))
        .containsExactly(
            new Membership(first, Role.OWNER),
            new Membership(second, Role.ADMIN),
            new Membership(third, Role.OWNER));
    assertThat(inTransaction(() -> world.orgs().of(given.user()))).isEmpty();
  }

  @Test
  void keepsEveryPartOfAnOrg() {
    Org org = given.newOrg().wanting(Optional.of("pro"));
    UserId owner = given.user();
    given.store(org, owner);
    assertThat(read(org.id(), () -> world.orgs().find(org.id()))).contains(org);
    assertThat(world.orgs().of(owner)).containsExactly(new Membership(org, Role.OWNER));
  }

  @Test
  void renamesUnderTheSameSlug() {
    Org org = given.newOrg();
    given.store(org, given.user());
    Org renamed = org.renamed(OrgName.parse("Anew"), org.slug());
    assertThat(change(org.id(), () -> world.orgs().update(renamed, given.time()))).isTrue();
    assertThat(read(org.id(), () -> world.orgs().find(org.id()))).contains(renamed);
    assertThat(world.orgs().idOf(org.slug())).contains(org.id());
  }

  @Test
  void keepsAFormerSlugFromOthersForAWhileAndFindsNobodyByIt() {
    Org org = given.newOrg();
    given.store(org, given.user());
    Org moved = moved(org, given.newOrg().slug());
    assertThat(change(org.id(), () -> world.orgs().update(moved, START))).isTrue();
    assertThat(read(org.id(), () -> world.orgs().find(org.id()))).contains(moved);
    assertThat(world.orgs().idOf(org.slug())).isEmpty();
    assertThat(world.orgs().idOf(moved.slug())).contains(org.id());
    assertThat(addedAt(org.slug(), START)).isFalse();
    assertThat(addedAt(org.slug(), START.plus(Org.SLUG_KEPT).minusSeconds(1))).isFalse();
    assertThat(addedAt(org.slug(), START.plus(Org.SLUG_KEPT))).isTrue();
  }

  @Test
  void letsAnOrgHaveItsFormerSlugBack() {
    Org org = given.newOrg();
    given.store(org, given.user());
    Org moved = moved(org, given.newOrg().slug());
    Org back = moved(moved, org.slug());
    changing(
        org.id(),
        () -> {
          assertThat(world.orgs().update(moved, START)).isTrue();
          assertThat(world.orgs().update(back, START.plusSeconds(1))).isTrue();
        });
    assertThat(world.orgs().idOf(org.slug())).contains(org.id());
    assertThat(world.orgs().idOf(moved.slug())).isEmpty();
  }

  @Test
  void refusesTheSlugOfAnotherOrgWhetherItIsUsedOrKept() {
    Org other = given.newOrg();
    given.store(other, given.user());
    Org otherMoved = moved(other, given.newOrg().slug());
    changing(other.id(), () -> world.orgs().update(otherMoved, START));
    Org org = given.newOrg();
    given.store(org, given.user());
    for (OrgSlug taken : List.of(other.slug(), otherMoved.slug())) {
      changing(
          org.id(),
          () -> {
            assertThat(world.orgs().update(moved(org, taken), START)).isFalse();
            assertThat(world.orgs().find(org.id())).contains(org);
          });
    }
    assertThat(world.orgs().idOf(org.slug())).contains(org.id());
    Org late = moved(org, other.slug());
    Instant free = START.plus(Org.SLUG_KEPT);
    assertThat(change(org.id(), () -> world.orgs().update(late, free))).isTrue();
    assertThat(world.orgs().idOf(other.slug())).contains(org.id());
  }

  @Test
  void givesASlugToOneOfTheOrgsThatMoveThereAtOnce() {
    OrgSlug wanted = given.newOrg().slug();
    List<Org> orgs = Stream.generate(given::newOrg).limit(4).toList();
    orgs.forEach(org -> given.store(org, given.user()));
    List<Future<Boolean>> attempts =
        orgs.stream()
            .map(
                org ->
                    elsewhere(
                        () ->
                            change(org.id(), () -> world.orgs().update(moved(org, wanted), START))))
            .toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void hidesADeletedOrgUntilItComesBack() {
    UserId owner = given.user();
    Org org = given.newOrg();
    given.store(org, owner);
    assertThat(world.orgs().isOpen(org.id())).isTrue();
    assertThat(world.orgs().roleInDeleted(org.id(), owner)).isEmpty();

    changing(org.id(), () -> world.orgs().delete(org.id(), START));
    assertThat(world.orgs().isOpen(org.id())).isFalse();
    assertThat(world.orgs().roleOf(org.id(), owner)).isEmpty();
    assertThat(world.orgs().roleInDeleted(org.id(), owner)).contains(Role.OWNER);
    assertThat(world.orgs().roleInDeleted(org.id(), given.user())).isEmpty();
    assertThat(world.orgs().of(owner)).isEmpty();
    assertThat(read(org.id(), () -> world.orgs().deletedAt(org.id()))).contains(START);
    assertThat(read(org.id(), () -> world.orgs().find(org.id()))).contains(org);
    assertThat(addedAt(org.slug(), START.plus(Org.SLUG_KEPT.multipliedBy(2)))).isFalse();

    changing(org.id(), () -> world.orgs().undelete(org.id()));
    assertThat(read(org.id(), () -> world.orgs().deletedAt(org.id()))).isEmpty();
    assertThat(world.orgs().roleOf(org.id(), owner)).contains(Role.OWNER);
    assertThat(world.orgs().of(owner)).containsExactly(new Membership(org, Role.OWNER));
  }

  @Test
  void knowsNoOrgThatIsNotThere() {
    OrgId nobodys = new OrgId(given.id());
    assertThat(world.orgs().isOpen(nobodys)).isFalse();
    assertThat(world.orgs().roleInDeleted(nobodys, given.user())).isEmpty();
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    Org org = given.newOrg();
    assertThatThrownBy(() -> world.orgs().add(org)).isInstanceOf(RuntimeException.class);
    UserId user = given.user();
    OrgId stored = given.org();
    assertThatThrownBy(() -> world.orgs().addMember(stored, user, Role.OWNER, given.time()))
        .isInstanceOf(RuntimeException.class);
    assertThat(world.orgs().roleOf(stored, user)).isEmpty();
  }

  private Org moved(Org org, OrgSlug slug) {
    return org.renamed(org.name(), slug);
  }

  private boolean addedAt(OrgSlug slug, Instant at) {
    Org org =
        Org.founded(new OrgId(given.id()), slug, OrgName.parse("Org " + given.word()), "free", at);
    return added(org);
  }

  private Org withSlug(OrgSlug slug) {
    return Org.founded(
        new OrgId(given.id()), slug, OrgName.parse("Org " + given.word()), "free", given.time());
  }

  private boolean added(Org org) {
    return inTransaction(
        () -> {
          world.ledger().open(org.id());
          return change(org.id(), () -> world.orgs().add(org));
        });
  }
}
