package dev.cofferdam.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DirectoryRosterTest {
  private static final DirectoryOrg ORG = org(Optional.of("ada"));

  private static DirectoryOrg org(Optional<String> creator) {
    return new DirectoryOrg("org_1", Instant.EPOCH, false, new OrgName("Acme"), creator);
  }

  private static DirectoryMembership member(String user, Role role, long since, boolean removed) {
    return new DirectoryMembership(
        "m_" + user + since,
        Instant.ofEpochSecond(since),
        removed,
        "org_1",
        user,
        role,
        Instant.ofEpochSecond(since));
  }

  private static Map<String, Role> roles(
      DirectoryOrg org, Set<String> gone, DirectoryMembership... memberships) {
    return DirectoryRoster.of(org, List.of(memberships), gone).roles();
  }

  @Test
  void whoMadeTheOrgIsItsOwner() {
    assertThat(
            roles(
                ORG,
                Set.of(),
                member("bob", Role.ADMIN, 1, false),
                member("ada", Role.ADMIN, 2, false),
                member("cy", Role.MEMBER, 3, false)))
        .isEqualTo(Map.of("ada", Role.OWNER, "bob", Role.ADMIN, "cy", Role.MEMBER));
  }

  @Test
  void whoMadeTheOrgIsItsOwnerBeforeTheirMembershipIsTold() {
    assertThat(roles(ORG, Set.of(), member("bob", Role.ADMIN, 1, false)))
        .isEqualTo(Map.of("ada", Role.OWNER, "bob", Role.ADMIN));
  }

  @Test
  void withoutThemItIsWhoHasBeenThereLongest() {
    DirectoryMembership admin = member("bob", Role.ADMIN, 3, false);
    DirectoryMembership first = member("cy", Role.MEMBER, 1, false);
    DirectoryMembership left = member("ada", Role.ADMIN, 0, true);

    assertThat(roles(ORG, Set.of(), left, first, admin))
        .isEqualTo(Map.of("bob", Role.OWNER, "cy", Role.MEMBER));
    assertThat(roles(ORG, Set.of("bob"), left, first, admin)).isEqualTo(Map.of("cy", Role.OWNER));
  }

  @Test
  void whoMadeTheOrgAndWasLoweredIsNoOwner() {
    assertThat(
            roles(
                ORG,
                Set.of(),
                member("ada", Role.MEMBER, 1, false),
                member("bob", Role.ADMIN, 2, false)))
        .isEqualTo(Map.of("ada", Role.MEMBER, "bob", Role.OWNER));
  }

  /** Whoever takes somebody out does not want them back, least of all as the owner. */
  @Test
  void nobodyWhoLeftComesBackBecauseAllOthersDid() {
    assertThat(roles(ORG, Set.of("ada"))).isEmpty();
    assertThat(roles(ORG, Set.of(), member("ada", Role.ADMIN, 1, true))).isEmpty();
    assertThat(
            roles(
                org(Optional.empty()),
                Set.of(),
                member("bob", Role.MEMBER, 2, true),
                member("cy", Role.MEMBER, 1, true)))
        .isEmpty();
    assertThat(roles(org(Optional.empty()), Set.of())).isEmpty();
  }

  @Test
  void whoWasAMemberIsStillTheDirectorysToSay() {
    DirectoryRoster roster =
        DirectoryRoster.of(ORG, List.of(member("bob", Role.MEMBER, 1, true)), Set.of());

    assertThat(roster.everybody()).containsExactlyInAnyOrder("ada", "bob");
  }

  @Property(tries = 200)
  void theLastWordIsTheSameWhateverTheOrder(@ForAll Random chance) {
    List<DirectoryUser> words = new ArrayList<>();
    int count = 1 + chance.nextInt(6);
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochSecond(chance.nextInt(4));
      words.add(
          chance.nextInt(5) == 0
              ? DirectoryUser.gone("ada", at)
              : new DirectoryUser(
                  "ada",
                  at,
                  false,
                  Optional.of(new EmailAddress("ada" + chance.nextInt(3) + "@example.org")),
                  chance.nextBoolean(),
                  Optional.empty()));
    }
    DirectoryUser last = words.stream().reduce(DirectoryEntry::newest).orElseThrow();
    words.addAll(List.copyOf(words));
    Collections.shuffle(words, chance);
    assertThat(words.stream().reduce(DirectoryEntry::newest)).contains(last);
  }
}
