package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys are made, listed and deleted by the people whose they are. */
final class ApiKeysTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final OrgId org = ada.org();
  private final Actor.SignedIn bob = here.colleague(org, "Bob", Role.MEMBER);
  private final CreateApiKey create =
      new CreateApiKey(
          here.gatekeeper(),
          here.world().ledger(),
          here.world().orgs(),
          here.world().apiKeys(),
          new OwnAccount(here.world().transactions(), here.world().users()),
          new CreateApiKey.Means(here.opaqueTokens(), here.ids(), here.clock()));
  private final ListApiKeys list = new ListApiKeys(here.world().apiKeys());
  private final DeleteApiKey delete =
      new DeleteApiKey(
          here.gatekeeper(), here.world().ledger(), here.world().apiKeys(), here.revocations());

  @Test
  void givesAKeyThatWorksAndIsShownOnce() {
    CreateApiKey.Outcome made = make(ada.actor(), Optional.empty());
    assertThat(made.key().start()).isEqualTo(made.token().substring(0, 8)).startsWith("cfd_");
    assertThat(made.toString()).doesNotContain(made.token()).contains("[REDACTED]");
    Actor actor = here.keySignIn().actorOf(made.token(), Actor.Origin.INSIDE);
    assertThat(here.gatekeeper().require(actor, org, Permission.SECRET_READ).role())
        .isEqualTo(Role.OWNER);
    assertThat(list.execute(ada.actor())).containsExactly(made.key());
    assertThat(list.execute(bob)).isEmpty();
    assertThat(actions()).contains("api_key.create api_key:" + made.key().id());
  }

  @Test
  void hasWithoutScopesAllThatTheRoleHasAUseFor() {
    assertThat(make(ada.actor(), Optional.empty()).key().scopes())
        .containsExactlyInAnyOrder(Scope.values());
    assertThat(make(bob, Optional.empty()).key().scopes())
        .contains(Scope.SECRETS_READ, Scope.RUNS_WRITE)
        .doesNotContain(Scope.AUDIT_READ, Scope.TOKENS_READ, Scope.MEMBERS_WRITE, Scope.ORG_WRITE);
  }

  @Test
  void hasTheScopesThatItWasMadeWithAndNoneThatTheRoleHasNoUseFor() {
    Set<Scope> some = Set.of(Scope.RUNS_READ, Scope.ORG_READ);
    assertThat(make(bob, Optional.of(some)).key().scopes()).isEqualTo(some);
    assertThat(refusalOf(() -> make(bob, Optional.of(Set.of(Scope.AUDIT_READ)))).errors())
        .extracting("field")
        .containsExactly("scopes");
    assertThat(codeOf(() -> make(bob, Optional.of(Set.of())))).isEqualTo("invalid_field");
    assertThat(list.execute(bob)).hasSize(1);
  }

  @Test
  void isForMembersAlone() {
    Actor eve = here.member("Eve").actor();
    assertThat(codeOf(() -> make(eve, Optional.empty()))).isEqualTo("org_not_found");
    assertThat(list.execute(eve)).isEmpty();
  }

  @Test
  void isForPeopleInPersonAlone() {
    CreateApiKey.Outcome made = make(ada.actor(), Optional.empty());
    Actor key = here.keySignIn().actorOf(made.token(), Actor.Origin.INSIDE);
    assertThat(codeOf(() -> make(key, Optional.empty()))).isEqualTo("forbidden");
    assertThat(codeOf(() -> list.execute(key))).isEqualTo("forbidden");
    assertThat(codeOf(() -> delete.execute(key, made.key().id()))).isEqualTo("forbidden");
    assertThat(codeOf(() -> make(InMemoryInstallation.ANYBODY, Optional.empty())))
        .isEqualTo("unauthenticated");
  }

  @Test
  void endsInTheFutureAndWithinTenYears() {
    Instant now = here.clock().instant();
    for (Instant wrong :
        List.of(
            now, now.minusSeconds(1), Instant.MIN, Instant.MAX, now.plus(Duration.ofDays(4_000)))) {
      assertThat(refusalOf(() -> make(bob, Optional.empty(), Optional.of(wrong))).errors())
          .extracting("field")
          .containsExactly("expires_at");
    }
    Instant end = now.plusNanos(1_234_567);
    assertThat(make(bob, Optional.empty(), Optional.of(end)).key().life().expiresAt())
        .contains(now.plusNanos(1_234_000));
  }

  @Test
  void isBounded() {
    for (int i = 0; i < ApiKey.MOST; i++) {
      make(bob, Optional.empty());
    }
    assertThat(codeOf(() -> make(bob, Optional.empty()))).isEqualTo("too_many_api_keys");
    delete.execute(bob, list.execute(bob).get(0).id());
    make(bob, Optional.empty());
    make(ada.actor(), Optional.empty());
  }

  @Test
  void makesRoomForANewOneByTheOneThatExpiredFirst() {
    Instant now = here.clock().instant();
    ApiKey second = make(bob, Optional.empty(), Optional.of(now.plusSeconds(20))).key();
    ApiKey first = make(bob, Optional.empty(), Optional.of(now.plusSeconds(10))).key();
    for (int i = 2; i < ApiKey.MOST; i++) {
      make(bob, Optional.empty());
    }
    assertThat(codeOf(() -> make(bob, Optional.empty()))).isEqualTo("too_many_api_keys");
    here.clock().advance(Duration.ofSeconds(20));
    make(bob, Optional.empty());
    assertThat(list.execute(bob))
        .extracting(ApiKey::id)
        .contains(second.id())
        .doesNotContain(first.id());
    make(bob, Optional.empty());
    assertThat(codeOf(() -> make(bob, Optional.empty()))).isEqualTo("too_many_api_keys");
    assertThat(list.execute(bob)).hasSize(ApiKey.MOST);
  }

  @Test
  void isDeletedByItsUserAlone() {
    CreateApiKey.Outcome made = make(bob, Optional.empty());
    ApiKeyId id = made.key().id();
    assertThat(codeOf(() -> delete.execute(ada.actor(), id))).isEqualTo("api_key_not_found");
    delete.execute(bob, id);
    assertThat(codeOf(() -> delete.execute(bob, id))).isEqualTo("api_key_not_found");
    assertThat(here.revoked()).contains(new Revocation.OfApiKey(id));
    assertThat(actions()).endsWith("api_key.delete api_key:" + id);
    assertThat(codeOf(() -> here.keySignIn().actorOf(made.token(), Actor.Origin.INSIDE)))
        .isEqualTo("invalid_token");
  }

  @Test
  void goesWithTheMembershipAndDoesNotComeBack() {
    CreateApiKey.Outcome made = make(bob, Optional.empty());
    new RemoveMember(here.gatekeeper(), here.world().ledger(), here.roster())
        .execute(ada.actor(), new RemoveMember.Command(org, bob.user()));
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              here.world().orgs().addMember(org, bob.user(), Role.OWNER, here.clock().instant());
              return org;
            });
    assertThat(codeOf(() -> here.keySignIn().actorOf(made.token(), Actor.Origin.INSIDE)))
        .isEqualTo("invalid_token");
    assertThat(list.execute(bob)).isEmpty();
  }

  private CreateApiKey.Outcome make(Actor actor, Optional<Set<Scope>> scopes) {
    return make(actor, scopes, Optional.empty());
  }

  private CreateApiKey.Outcome make(
      Actor actor, Optional<Set<Scope>> scopes, Optional<Instant> expiresAt) {
    return create.execute(
        actor, new CreateApiKey.Command(org, new CredentialName("deploy"), scopes, expiresAt));
  }

  private List<String> actions() {
    return here
        .world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 1_000))
        .stream()
        .map(entry -> entry.action() + " " + entry.resource())
        .toList();
  }
}
