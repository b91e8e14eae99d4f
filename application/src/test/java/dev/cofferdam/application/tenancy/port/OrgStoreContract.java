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
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an {@link OrgStore} promises. */
public abstract class OrgStoreContract extends WorldContract {
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
    Org third = new Org(second.id(), given.newOrg().slug(), second.name(), "free", given.time());
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
  void refusesToWriteOutsideOfATransaction() {
    Org org = given.newOrg();
    assertThatThrownBy(() -> world.orgs().add(org)).isInstanceOf(RuntimeException.class);
    UserId user = given.user();
    OrgId stored = given.org();
    assertThatThrownBy(() -> world.orgs().addMember(stored, user, Role.OWNER, given.time()))
        .isInstanceOf(RuntimeException.class);
    assertThat(world.orgs().roleOf(stored, user)).isEmpty();
  }

  private Org withSlug(OrgSlug slug) {
    return new Org(
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
