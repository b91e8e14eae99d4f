package dev.cofferdam.application.tenancy.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import dev.cofferdam.domain.tenancy.OrgName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a {@link DirectoryStore} promises. */
public abstract class DirectoryStoreContract extends WorldContract {
  private static final String ISSUER = "https://clerk.example";
  private static final String OTHER = "https://other.example";

  @Test
  void keepsTheLastWordAboutSomebody() {
    DirectoryUser first =
        new DirectoryUser(
            "user_1",
            given.time(),
            false,
            Optional.of(new EmailAddress("ada@example.org")),
            true,
            Optional.of(new PersonName("Ada")));
    DirectoryUser last = DirectoryUser.gone("user_1", given.time());
    transacting(
        () -> {
          directory().put(ISSUER, first);
          assertThat(directory().findUser(ISSUER, "user_1")).contains(first);
          assertThat(directory().findUser(OTHER, "user_1")).isEmpty();
          assertThat(directory().gone(ISSUER, Set.of("user_1", "user_2"))).isEmpty();
          directory().put(ISSUER, last);
        });
    transacting(
        () -> {
          assertThat(directory().findUser(ISSUER, "user_1")).contains(last);
          assertThat(directory().gone(ISSUER, Set.of("user_1", "user_2")))
              .containsExactly("user_1");
          assertThat(directory().gone(OTHER, Set.of("user_1"))).isEmpty();
        });
  }

  @Test
  void keepsTheLastWordAboutAnOrgAndWhichItIsHere() {
    OrgId here = given.org();
    DirectoryOrg first = org("org_1", "Acme", Optional.of("user_1"));
    DirectoryOrg last = DirectoryOrg.gone("org_1", given.time());
    transacting(
        () -> {
          directory().put(ISSUER, first);
          assertThat(directory().findOrg(ISSUER, "org_1")).contains(first);
          assertThat(directory().orgOf(ISSUER, "org_1")).isEmpty();
          directory().link(ISSUER, "org_1", here);
          directory().put(ISSUER, last);
        });
    transacting(
        () -> {
          assertThat(directory().findOrg(ISSUER, "org_1")).contains(last);
          assertThat(directory().orgOf(ISSUER, "org_1")).contains(here);
          assertThat(directory().orgOf(OTHER, "org_1")).isEmpty();
        });
    assertThatThrownBy(() -> transacting(() -> directory().link(ISSUER, "org_2", here)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsTheLastWordAboutMemberships() {
    DirectoryMembership first = membership("m_1", "org_1", "user_1", false);
    DirectoryMembership last = membership("m_1", "org_1", "user_1", true);
    DirectoryMembership second = membership("m_2", "org_1", "user_2", false);
    transacting(
        () -> {
          directory().put(ISSUER, first);
          directory().put(ISSUER, second);
          directory().put(ISSUER, membership("m_3", "org_2", "user_1", false));
          directory().put(OTHER, membership("m_1", "org_1", "user_9", false));
          directory().put(ISSUER, last);
          directory().put(ISSUER, org("org_3", "Made", Optional.of("user_1")));
        });
    transacting(
        () -> {
          assertThat(directory().findMembership(ISSUER, "m_1")).contains(last);
          assertThat(directory().memberships(ISSUER, "org_1"))
              .containsExactlyInAnyOrderElementsOf(List.of(last, second));
          assertThat(directory().orgsOf(ISSUER, "user_1"))
              .containsExactlyInAnyOrder("org_1", "org_2", "org_3");
          assertThat(directory().orgsOf(OTHER, "user_1")).isEmpty();
        });
  }

  private DirectoryStore directory() {
    return world.directory();
  }

  private DirectoryOrg org(String id, String name, Optional<String> creator) {
    return new DirectoryOrg(id, given.time(), false, new OrgName(name), creator);
  }

  private DirectoryMembership membership(String id, String org, String user, boolean removed) {
    return new DirectoryMembership(id, given.time(), removed, org, user, Role.ADMIN, given.time());
  }
}
