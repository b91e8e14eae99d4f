package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.OpaqueTokens.NewToken;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is behind a key or a token, and how often that is asked. */
final class KeySignInTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final InMemoryInstallation.Member ada = here.member("Ada");
  private final OrgId org = ada.org();
  private final AtomicLong now = new AtomicLong();
  private final RightsCache rights = new RightsCache(100, now::get);
  private final KeySignIn signIn = signIn(rights);

  private KeySignIn signIn(RightsCache remembered) {
    return new KeySignIn(
        here.opaqueTokens(),
        new KeySignIn.Stores(here.world().apiKeys(), here.world().serviceTokens()),
        remembered,
        here.refusals(),
        here.uses(),
        here.clock());
  }

  @Test
  void aKeyIsItsUserInItsOrgWithItsScopes() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    ApiKey key = key(token, Optional.empty());
    Actor.Origin origin = from("192.0.2.7");
    assertThat(signIn.takes(token.token())).isTrue();
    assertThat(signIn.actorOf(token.token(), origin))
        .isEqualTo(new Actor.ByApiKey(key.id(), ada.actor().user(), org, key.scopes(), origin));
  }

  @Test
  void aTokenIsItsGrantInItsOrg() {
    NewToken token = here.opaqueTokens().create(Kind.SERVICE_TOKEN);
    ServiceToken made = serviceToken(token, List.of());
    assertThat(signIn.takes(token.token())).isTrue();
    assertThat(signIn.actorOf(token.token(), Actor.Origin.INSIDE))
        .isEqualTo(new Actor.ByServiceToken(made.id(), org, made.grant(), Actor.Origin.INSIDE));
  }

  @Test
  void leavesWhatIsNoKeyToOthers() {
    assertThat(List.of("", "eyJhbGciOiJFUzI1NiJ9.e30.x", "CFD_abc", "cfs_abc", "cfd", " cfd_x"))
        .noneMatch(signIn::takes);
  }

  @Test
  void refusesOneWrongCharacterWithoutAskingAnybody() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    key(token, Optional.empty());
    for (int at = 4; at < token.token().length(); at++) {
      char other = token.token().charAt(at) == 'x' ? 'y' : 'x';
      String changed = token.token().substring(0, at) + other + token.token().substring(at + 1);
      assertThat(codeOf(() -> signIn.actorOf(changed, Actor.Origin.INSIDE)))
          .isEqualTo("invalid_token");
    }
    for (String bad : List.of("cfd_", "cfr_", "cfd_" + "0".repeat(49), "cfd_" + "é".repeat(49))) {
      assertThat(codeOf(() -> signIn.actorOf(bad, Actor.Origin.INSIDE))).isEqualTo("invalid_token");
    }
    assertThat(here.world().apiKeys().lookUps()).isZero();
    assertThat(here.world().serviceTokens().lookUps()).isZero();
  }

  @Test
  void saysTheSameOfAnUnknownKeyAndADeletedOne() {
    String unknown = here.opaqueTokens().create(Kind.API_KEY).token();
    assertThat(codeOf(() -> signIn.actorOf(unknown, Actor.Origin.INSIDE)))
        .isEqualTo("invalid_token");
    String none = here.opaqueTokens().create(Kind.SERVICE_TOKEN).token();
    assertThat(codeOf(() -> signIn.actorOf(none, Actor.Origin.INSIDE))).isEqualTo("invalid_token");
    assertThat(refusals()).isEmpty();
  }

  @Test
  void asksOnceAndAgainWhenItWasEnded() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    ApiKey key = key(token, Optional.empty());
    rights.heard(now.get());
    for (int i = 0; i < 5; i++) {
      signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    }
    assertThat(here.world().apiKeys().lookUps()).isEqualTo(1);
    for (Revocation ended :
        List.of(
            new Revocation.OfApiKey(key.id()),
            new Revocation.OfMember(org, key.user()),
            new Revocation.OfUser(key.user()),
            new Revocation.OfOrg(org))) {
      int before = here.world().apiKeys().lookUps();
      rights.forget(ended);
      signIn.actorOf(token.token(), Actor.Origin.INSIDE);
      assertThat(here.world().apiKeys().lookUps()).as(ended.toString()).isEqualTo(before + 1);
    }
  }

  @Test
  void isSeenToBeDeletedByAnotherNodeThatHears() {
    NewToken token = here.opaqueTokens().create(Kind.SERVICE_TOKEN);
    ServiceToken made = serviceToken(token, List.of());
    RightsCache elsewhere = new RightsCache(100, now::get);
    KeySignIn there = signIn(elsewhere);
    rights.heard(now.get());
    elsewhere.heard(now.get());
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    there.actorOf(token.token(), Actor.Origin.INSIDE);
    inOrg(() -> here.world().serviceTokens().remove(org, made.id()));
    rights.forget(new Revocation.OfServiceToken(made.id()));
    assertThat(codeOf(() -> signIn.actorOf(token.token(), Actor.Origin.INSIDE)))
        .isEqualTo("invalid_token");
    now.addAndGet(RightsCache.FRESH.toNanos());
    assertThat(codeOf(() -> there.actorOf(token.token(), Actor.Origin.INSIDE)))
        .as("a node that has heard nothing for a second")
        .isEqualTo("invalid_token");
  }

  @Test
  void refusesAnExpiredKeyAlsoWhenItIsRememberedAndRecordsItOnce() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    ApiKey key = key(token, Optional.of(here.clock().instant().plusSeconds(60)));
    rights.heard(now.get());
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    here.clock().advance(Duration.ofSeconds(59));
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    here.clock().advance(Duration.ofSeconds(1));
    for (int i = 0; i < 3; i++) {
      assertThat(codeOf(() -> signIn.actorOf(token.token(), Actor.Origin.INSIDE)))
          .isEqualTo("expired_token");
    }
    assertThat(here.world().apiKeys().lookUps()).isEqualTo(1);
    assertThat(refusals()).containsExactly("api_key.use_expired api_key:" + key.id());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.0/24",
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.0/24",
    "2001:db8::1, 2001:db8::/32",
    "2001:db8::1%eth0, 2001:db8::/32",
    "10.1.2.3, 0.0.0.0/0"
  })
  void letsATokenInFromWhereItMay(String ip, String cidr) {
    NewToken token = here.opaqueTokens().create(Kind.SERVICE_TOKEN);
    serviceToken(token, List.of(Cidr.parse("198.51.100.0/24").orElseThrow(), cidr(cidr)));
    assertThat(signIn.actorOf(token.token(), from(ip))).isInstanceOf(Actor.ByServiceToken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.3.1", "2001:db9::1", "::1", "unknown", "", "192.0.2.7.8"})
  void refusesATokenFromElsewhereAndRecordsIt(String ip) {
    NewToken token = here.opaqueTokens().create(Kind.SERVICE_TOKEN);
    ServiceToken made = serviceToken(token, List.of(cidr("192.0.2.0/24"), cidr("2001:db8::/32")));
    rights.heard(now.get());
    signIn.actorOf(token.token(), from("192.0.2.1"));
    assertThat(codeOf(() -> signIn.actorOf(token.token(), from(ip))))
        .isEqualTo("address_not_allowed");
    assertThat(codeOf(() -> signIn.actorOf(token.token(), Actor.Origin.INSIDE)))
        .isEqualTo("address_not_allowed");
    assertThat(refusals())
        .containsExactly("service_token.use_elsewhere service_token:" + made.id());
  }

  @Test
  void notesUsesOnceAMinuteAndWritesThemLater() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    key(token, Optional.empty());
    WriteCredentialUses write =
        new WriteCredentialUses(
            here.world().ledger(),
            here.uses(),
            here.world().apiKeys(),
            here.world().serviceTokens());
    Instant first = here.clock().instant();
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    assertThat(lastUse()).isEmpty();
    write.execute();
    assertThat(lastUse()).contains(first);
    here.clock().advance(Duration.ofSeconds(59));
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    assertThat(here.uses().take()).isEmpty();
    here.clock().advance(Duration.ofSeconds(1));
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    write.execute();
    assertThat(lastUse()).contains(first.plusSeconds(60));
    write.execute();
  }

  @Test
  void aKeyThatIsGoneWhenItsUseIsWrittenIsNoFault() {
    NewToken token = here.opaqueTokens().create(Kind.API_KEY);
    ApiKey key = key(token, Optional.empty());
    signIn.actorOf(token.token(), Actor.Origin.INSIDE);
    inOrg(() -> here.world().apiKeys().remove(org, key.id()));
    new WriteCredentialUses(
            here.world().ledger(),
            here.uses(),
            here.world().apiKeys(),
            here.world().serviceTokens())
        .execute();
    assertThat(here.uses().take()).isEmpty();
  }

  private Optional<Instant> lastUse() {
    return here.world().apiKeys().of(ada.actor().user()).get(0).life().lastUsedAt();
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  private static Actor.Origin from(String ip) {
    return new Actor.Origin(Optional.of(ip), Optional.empty());
  }

  private ApiKey key(NewToken token, Optional<Instant> expiresAt) {
    ApiKey key =
        new ApiKey(
            new ApiKeyId(here.ids().next()),
            org,
            ada.actor().user(),
            new CredentialName("deploy"),
            Set.of(Scope.SECRETS_READ),
            token.start(),
            CredentialLife.begun(here.clock().instant(), expiresAt));
    inOrg(
        () -> {
          here.world().apiKeys().add(key, token.hash());
          return key;
        });
    return key;
  }

  private ServiceToken serviceToken(NewToken token, List<Cidr> cidrs) {
    Environment prod = here.given().environment(org);
    ServiceToken made =
        new ServiceToken(
            new ServiceTokenId(here.ids().next()),
            org,
            new CredentialName("ci"),
            new TokenGrant(prod.project(), Set.of(prod.id()), TokenAccess.READ),
            cidrs,
            new ServiceToken.Proof.Bearer(token.start()),
            CredentialLife.begun(here.clock().instant(), Optional.empty()));
    inOrg(
        () -> {
          here.world().serviceTokens().add(made, Optional.of(token.hash()));
          return made;
        });
    return made;
  }

  private <T> void inOrg(Supplier<T> work) {
    here.world().ledger().change(Access.ofInstallation(org), change -> work.get());
  }

  private List<String> refusals() {
    return here
        .world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 1_000))
        .stream()
        .filter(entry -> entry.outcome().equals("refused"))
        .map(entry -> entry.action() + " " + entry.resource())
        .toList();
  }
}
