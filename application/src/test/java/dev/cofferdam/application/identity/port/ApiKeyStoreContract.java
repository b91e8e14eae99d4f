package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.ActorNames.ActorRef;
import dev.cofferdam.application.identity.port.ExternalToken.Profile;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ApiKeyStore} promises. */
public abstract class ApiKeyStoreContract extends WorldContract {
  private UserId ada;
  private OrgId org;
  private OrgId other;

  @BeforeEach
  final void meetAda() {
    ada = given.user();
    org = given.org(ada);
    other = given.org(ada);
  }

  @Test
  void givesBackWhatItWasGiven() {
    TokenHash token = token();
    ApiKey key = add(key(org, ada, Optional.of(given.time())), token);
    assertThat(world.apiKeys().findByToken(token)).contains(key);
    assertThat(world.apiKeys().findByToken(token())).isEmpty();
    assertThat(world.apiKeys().of(ada)).containsExactly(key);
  }

  @Test
  void keepsEveryScopeAndAKeyThatNeverEnds() {
    ApiKey all =
        new ApiKey(
            new ApiKeyId(given.id()),
            org,
            ada,
            new CredentialName("K\u0435y \uD83D\uDE80 " + "x".repeat(94)),
            EnumSet.allOf(Scope.class),
            "cfd_Ab3d",
            new CredentialLife(given.time(), Optional.empty(), Optional.empty()));
    add(all, token());
    assertThat(world.apiKeys().of(ada)).containsExactly(all);
  }

  @Test
  void listsAUsersKeysInAllTheirOrgsTheNewestFirst() {
    UserId bob = given.user();
    join(org, bob);
    ApiKey first = add(key(org, ada, Optional.empty()), token());
    ApiKey second = add(key(other, ada, Optional.empty()), token());
    ApiKey bobs = add(key(org, bob, Optional.empty()), token());
    assertThat(world.apiKeys().of(ada)).containsExactly(second, first);
    assertThat(world.apiKeys().of(bob)).containsExactly(bobs);
    assertThat(read(org, () -> world.apiKeys().of(ada))).containsExactly(second, first);
    changing(other, () -> world.orgs().delete(other, given.time()));
    assertThat(world.apiKeys().of(ada)).containsExactly(first);
  }

  @Test
  void removesAKeyOfItsOrgAlone() {
    TokenHash token = token();
    ApiKey key = add(key(org, ada, Optional.empty()), token);
    assertThat(change(other, () -> world.apiKeys().remove(other, key.id()))).isFalse();
    assertThat(world.apiKeys().findByToken(token)).contains(key);
    assertThat(change(org, () -> world.apiKeys().remove(org, key.id()))).isTrue();
    assertThat(change(org, () -> world.apiKeys().remove(org, key.id()))).isFalse();
    assertThat(world.apiKeys().findByToken(token)).isEmpty();
    assertThat(world.apiKeys().of(ada)).isEmpty();
  }

  @Test
  void goesWithTheMembershipAndDoesNotComeBackWithIt() {
    UserId bob = given.user();
    join(org, bob);
    join(other, bob);
    TokenHash here = token();
    TokenHash there = token();
    add(key(org, bob, Optional.empty()), here);
    add(key(other, bob, Optional.empty()), there);
    changing(org, () -> world.members().remove(org, bob));
    assertThat(world.apiKeys().findByToken(here)).isEmpty();
    join(org, bob);
    assertThat(world.apiKeys().findByToken(here)).isEmpty();
    assertThat(world.apiKeys().findByToken(there)).isPresent();
  }

  @Test
  void aRoleThatChangesTakesNoKeyAway() {
    TokenHash token = token();
    add(key(org, ada, Optional.empty()), token);
    changing(org, () -> world.members().setRole(org, ada, Role.MEMBER));
    assertThat(world.apiKeys().findByToken(token)).isPresent();
  }

  @Test
  void goesWithTheUserWhomTheirIssuerRemoved() {
    ExternalIdentity identity = new ExternalIdentity("https://people.example", given.word());
    User carl = given.newcomer();
    transacting(() -> world.externalUsers().add(identity, carl, Instant.EPOCH));
    join(org, carl.id());
    TokenHash token = token();
    add(key(org, carl.id(), Optional.empty()), token);
    assertThat(world.apiKeys().findByToken(token)).isPresent();
    transacting(() -> world.externalUsers().remove(identity, given.time()));
    assertThat(world.externalUsers().meet(identity, Profile.UNKNOWN, Instant.EPOCH).orElseThrow())
        .matches(ExternalUserStore.Known::removed);
    assertThat(world.apiKeys().findByToken(token)).isEmpty();
  }

  @Test
  void writesAUseDownOnceAMinute() {
    ApiKey key = add(key(org, ada, Optional.empty()), token());
    Instant first = given.time();
    use(key, first);
    use(key, first.plusSeconds(59));
    assertThat(lastUse()).contains(first);
    use(key, first.plusSeconds(60));
    use(key, first);
    assertThat(lastUse()).contains(first.plusSeconds(60));
    appending(other, () -> world.apiKeys().markUsed(other, key.id(), first.plusSeconds(600)));
    assertThat(lastUse()).contains(first.plusSeconds(60));
  }

  @Test
  void isRememberedByNameInTheAuditTrail() {
    ApiKey key = add(key(org, ada, Optional.empty()), token());
    changing(org, () -> world.apiKeys().remove(org, key.id()));
    ActorRef ref = new ActorRef("api_key", key.id().toString());
    ActorRef wrongKind = new ActorRef("service_token", key.id().toString());
    assertThat(read(org, () -> world.actorNames().of(org, Set.of(ref, wrongKind))))
        .containsOnlyKeys(ref)
        .containsEntry(ref, key.name().value());
    assertThat(read(other, () -> world.actorNames().of(other, Set.of(ref)))).isEmpty();
  }

  private Optional<Instant> lastUse() {
    return world.apiKeys().of(ada).get(0).life().lastUsedAt();
  }

  private void use(ApiKey key, Instant at) {
    appending(org, () -> world.apiKeys().markUsed(org, key.id(), at));
  }

  private void join(OrgId where, UserId user) {
    changing(where, () -> world.orgs().addMember(where, user, Role.MEMBER, given.time()));
  }

  private ApiKey key(OrgId where, UserId user, Optional<Instant> expiresAt) {
    return new ApiKey(
        new ApiKeyId(given.id()),
        where,
        user,
        new CredentialName("Key " + given.word()),
        Set.of(Scope.SECRETS_READ, Scope.RUNS_WRITE),
        "cfd_0123",
        new CredentialLife(given.time(), expiresAt, Optional.empty()));
  }

  private ApiKey add(ApiKey key, TokenHash token) {
    changing(key.org(), () -> world.apiKeys().add(key, token));
    return key;
  }

  private TokenHash token() {
    return new TokenHash(given.word());
  }
}
