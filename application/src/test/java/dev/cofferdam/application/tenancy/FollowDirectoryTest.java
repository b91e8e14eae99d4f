package dev.cofferdam.application.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditTrail.Filter;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.identity.port.ExternalUserStore.Known;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import dev.cofferdam.domain.tenancy.Member;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A directory elsewhere is followed whatever the order of its words. */
final class FollowDirectoryTest {
  private static final String ISSUER = InMemoryInstallation.PEOPLE;
  private static final Actor.Installation CLERK =
      new Actor.Installation("clerk", Actor.Origin.INSIDE);
  private static final List<String> PEOPLE = List.of("ada", "bob", "cy");
  private static final List<String> ORGS = List.of("org_a", "org_b");

  @Test
  void anOrgWithItsMembersAppearsChangesAndGoes() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = new Feed(here);
    feed.say(user("ada", 1, "Ada"));
    feed.say(org("org_a", 1, "Acme", "ada"));
    feed.say(membership("m1", 1, false, "org_a", "ada", Role.ADMIN));
    feed.say(membership("m2", 2, false, "org_a", "bob", Role.MEMBER));
    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=OWNER, New user=MEMBER}");

    feed.say(user("bob", 3, "Bob"));
    feed.say(org("org_a", 4, "Acme Ltd", "ada"));
    feed.say(membership("m2", 4, false, "org_a", "bob", Role.ADMIN));
    assertThat(state(here)).containsEntry("org_a", "Acme Ltd {Ada=OWNER, Bob=ADMIN}");

    feed.say(membership("m1", 5, true, "org_a", "ada", Role.ADMIN));
    assertThat(state(here)).containsEntry("org_a", "Acme Ltd {Bob=OWNER}");

    feed.say(DirectoryUser.gone("bob", at(6)));
    // Ada was taken out at 5: that nobody else is left is no reason to let her in again.
    assertThat(state(here)).doesNotContainKey("org_a");
    assertThat(members(here, "org_a")).isEmpty();
    assertThat(known(here, "bob").orElseThrow().removed()).isTrue();

    feed.say(DirectoryOrg.gone("org_a", at(7)));
    assertThat(state(here)).doesNotContainKey("org_a");
    feed.say(org("org_a", 8, "Back", "ada"));
    assertThat(state(here)).as("what is gone stays gone").doesNotContainKey("org_a");
  }

  @Test
  void nobodyIsAnOwnerForAMomentBecauseOfTheOrder() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = new Feed(here);
    feed.say(user("ada", 1, "Ada"));
    feed.say(user("bob", 1, "Bob"));
    feed.say(membership("m2", 2, false, "org_a", "bob", Role.MEMBER));
    assertThat(state(here)).isEmpty();
    feed.say(org("org_a", 1, "Acme", "ada"));
    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=OWNER, Bob=MEMBER}");
  }

  @Test
  void aMessageIsTakenOnce() {
    InMemoryInstallation here = new InMemoryInstallation();
    FollowDirectory follow = here.followDirectory();
    follow.execute(CLERK, new FollowDirectory.Command(ISSUER, "msg_1", user("ada", 1, "Ada")));
    follow.execute(CLERK, new FollowDirectory.Command(ISSUER, "msg_1", user("ada", 2, "Other")));

    assertThat(nameOf(here, "ada")).isEqualTo("Ada");
  }

  @Test
  void membersOfWhomTheDirectorySaysNothingStay() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = new Feed(here);
    feed.say(user("ada", 1, "Ada"));
    feed.say(org("org_a", 1, "Acme", "ada"));
    OrgId org = orgOf(here, "org_a").orElseThrow();
    InMemoryInstallation.Member guest = here.member("Gast");
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              here.world()
                  .orgs()
                  .addMember(org, guest.actor().user(), Role.ADMIN, here.given().time());
              return org;
            });
    feed.say(membership("m2", 2, false, "org_a", "bob", Role.MEMBER));
    feed.say(membership("m2", 3, true, "org_a", "bob", Role.MEMBER));

    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=OWNER, Gast=ADMIN}");
  }

  @Test
  void whatIsDoneIsInTheAuditTrail() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = new Feed(here);
    feed.say(org("org_a", 1, "Acme", "ada"));
    feed.say(membership("m2", 2, false, "org_a", "bob", Role.MEMBER));
    OrgId org = orgOf(here, "org_a").orElseThrow();

    List<ChainedEntry> entries =
        here.world()
            .ledger()
            .read(
                Access.ofInstallation(org),
                () -> here.world().auditTrail().newest(org, Filter.ALL, Long.MAX_VALUE, 10));
    assertThat(entries)
        .extracting(ChainedEntry::action)
        .containsExactly("member.add", "org.create");
    assertThat(entries.get(0).actorId()).isEqualTo("clerk");
  }

  @Test
  void whoMadeTheOrgAndIsLoweredOwnsItNoMore() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = twoAdmins(here);
    feed.say(membership("m1", 5, false, "org_a", "ada", Role.MEMBER));
    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=MEMBER, Bob=OWNER}");
    feed.say(membership("m1", 6, true, "org_a", "ada", Role.MEMBER));
    assertThat(state(here)).containsEntry("org_a", "Acme {Bob=OWNER}");
    feed.say(DirectoryUser.gone("bob", at(7)));
    assertThat(members(here, "org_a")).isEmpty();
    feed.say(membership("m3", 8, false, "org_a", "cy", Role.MEMBER));
    assertThat(state(here))
        .as("whoever comes next")
        .containsEntry("org_a", "Acme {New user=OWNER}");
  }

  @Test
  void whoIsTakenOutOfADeletedOrgDoesNotComeBackWithIt() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = twoAdmins(here);
    OrgId org = orgOf(here, "org_a").orElseThrow();
    inOrg(here, org, () -> here.world().orgs().delete(org, here.clock().instant()));
    feed.say(membership("m2", 5, true, "org_a", "bob", Role.ADMIN));
    inOrg(here, org, () -> here.world().orgs().undelete(org));
    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=OWNER}");
  }

  /** Its memberships end with it in the directory; here its owner can have it back for a while. */
  @Test
  void anOrgThatEndsInTheDirectoryKeepsItsLastMembersBehindTheCurtain() {
    InMemoryInstallation here = new InMemoryInstallation();
    Feed feed = twoAdmins(here);
    OrgId org = orgOf(here, "org_a").orElseThrow();
    feed.say(DirectoryOrg.gone("org_a", at(7)));
    feed.say(membership("m1", 7, true, "org_a", "ada", Role.ADMIN));
    feed.say(membership("m2", 5, true, "org_a", "bob", Role.ADMIN));
    inOrg(here, org, () -> here.world().orgs().undelete(org));
    assertThat(state(here)).containsEntry("org_a", "Acme {Ada=OWNER}");
  }

  private static Feed twoAdmins(InMemoryInstallation here) {
    Feed feed = new Feed(here);
    feed.say(user("ada", 1, "Ada"));
    feed.say(user("bob", 1, "Bob"));
    feed.say(org("org_a", 1, "Acme", "ada"));
    feed.say(membership("m1", 1, false, "org_a", "ada", Role.ADMIN));
    feed.say(membership("m2", 1, false, "org_a", "bob", Role.ADMIN));
    return feed;
  }

  private static void inOrg(InMemoryInstallation here, OrgId org, Runnable work) {
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              work.run();
              return org;
            });
  }

  private static List<Member> members(InMemoryInstallation here, String id) {
    OrgId org = orgOf(here, id).orElseThrow();
    return here.world()
        .ledger()
        .read(
            Access.ofInstallation(org),
            () -> here.world().members().list(org, Optional.empty(), 50));
  }

  /** Any history, in any order and with repetitions, comes to the same end. */
  @Property(tries = 150)
  void theOrderDoesNotMatter(@ForAll Random chance) {
    List<DirectoryEntry> history = history(chance);
    List<DirectoryEntry> other = new ArrayList<>(history);
    for (int i = chance.nextInt(history.size()); i > 0; i--) {
      other.add(history.get(chance.nextInt(history.size())));
    }
    Collections.shuffle(other, chance);
    InMemoryInstallation one = new InMemoryInstallation();
    InMemoryInstallation two = new InMemoryInstallation();
    Feed first = new Feed(one);
    Feed second = new Feed(two);
    history.forEach(first::say);
    other.forEach(second::say);

    assertThat(state(two)).as("%s", other).isEqualTo(state(one));
    history.stream()
        .filter(DirectoryUser.class::isInstance)
        .map(DirectoryEntry::id)
        .forEach(
            person -> {
              assertThat(nameOf(two, person)).isEqualTo(nameOf(one, person));
              assertThat(known(two, person).map(Known::removed))
                  .isEqualTo(known(one, person).map(Known::removed));
            });
  }

  private static List<DirectoryEntry> history(Random chance) {
    List<DirectoryEntry> history = new ArrayList<>();
    int words = 3 + chance.nextInt(15);
    for (int i = 1; i <= words; i++) {
      String person = PEOPLE.get(chance.nextInt(PEOPLE.size()));
      String org = ORGS.get(chance.nextInt(ORGS.size()));
      history.add(
          switch (chance.nextInt(8)) {
            case 0 -> DirectoryUser.gone(person, at(i));
            case 1 -> chance.nextInt(3) == 0 ? DirectoryOrg.gone(org, at(i)) : user(person, i, "A");
            case 2 -> user(person, i, person + i);
            case 3, 4 -> org(org, i, org + i, PEOPLE.get(ORGS.indexOf(org)));
            default -> {
              boolean removed = chance.nextInt(3) == 0;
              Role role = chance.nextBoolean() ? Role.ADMIN : Role.MEMBER;
              yield membership("m_" + org + person, i, removed, org, person, role);
            }
          });
    }
    return history;
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private static DirectoryUser user(String id, int at, String name) {
    return new DirectoryUser(
        id,
        at(at),
        false,
        Optional.of(new EmailAddress(id + at + "@example.org")),
        true,
        Optional.of(PersonName.parse(name)));
  }

  private static DirectoryOrg org(String id, int at, String name, String creator) {
    return new DirectoryOrg(id, at(at), false, OrgName.parse(name), Optional.of(creator));
  }

  private static DirectoryMembership membership(
      String id, int at, boolean removed, String org, String user, Role role) {
    return new DirectoryMembership(id, at(at), removed, org, user, role, at(0));
  }

  private static final class Feed {
    private final FollowDirectory follow;
    private int messages;

    Feed(InMemoryInstallation here) {
      follow = here.followDirectory();
    }

    void say(DirectoryEntry entry) {
      messages++;
      follow.execute(CLERK, new FollowDirectory.Command(ISSUER, "msg_" + messages, entry));
    }
  }

  /** Each org that somebody can see, by the directory's id: its name, and who is what there. */
  private static Map<String, String> state(InMemoryInstallation here) {
    Map<String, String> seen = new TreeMap<>();
    for (String id : ORGS) {
      orgOf(here, id).ifPresent(org -> seen(here, org).ifPresent(text -> seen.put(id, text)));
    }
    return seen;
  }

  private static Optional<String> seen(InMemoryInstallation here, OrgId id) {
    return here.world()
        .ledger()
        .read(
            Access.ofInstallation(id),
            () -> {
              if (here.world().orgs().deletedAt(id).isPresent()) {
                return Optional.empty();
              }
              Org org = here.world().orgs().find(id).orElseThrow();
              String members =
                  here.world().members().list(id, Optional.empty(), 50).stream()
                      .map(member -> member.name() + "=" + member.role())
                      .sorted()
                      .collect(Collectors.joining(", "));
              return Optional.of(org.name() + " {" + members + "}")
                  .filter(any -> !members.isEmpty());
            });
  }

  private static Optional<OrgId> orgOf(InMemoryInstallation here, String id) {
    return here.world().transactions().required(() -> here.world().directory().orgOf(ISSUER, id));
  }

  private static Optional<Known> known(InMemoryInstallation here, String person) {
    return here.world()
        .externalUsers()
        .meet(new ExternalIdentity(ISSUER, person), Profile.UNKNOWN, Instant.EPOCH);
  }

  private static String nameOf(InMemoryInstallation here, String person) {
    return known(here, person)
        .flatMap(
            known ->
                here.world().transactions().required(() -> here.world().users().find(known.user())))
        .map(User::name)
        .map(PersonName::value)
        .orElse("nobody");
  }
}
