package dev.cofferdam.application.identity;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.identity.port.OpaqueTokens.Kind;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExchangeRule;
import dev.cofferdam.domain.identity.ExternalIdentity;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A CI job's token becomes a short service token, or nothing that tells why not. */
final class ExchangeTokenTest {
  private static final String MAIN = "repo:acme/app:ref:refs/heads/main";
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final OrgId org = here.member("Ada").org();
  private final ExchangeToken exchange =
      new ExchangeToken(
          here.gatekeeper(),
          here.world().ledger(),
          here.externalTokens(),
          here.world().serviceTokens(),
          here.opaqueTokens(),
          here.refusals(),
          here.clock());

  @Test
  void givesAShortTokenOfTheSameGrant() {
    ServiceToken parent = parent(Optional.empty(), List.of());
    ExchangeToken.Outcome made = exchange(parent, job(MAIN, Duration.ofHours(1)));
    assertThat(made.expiresIn()).isEqualTo(Duration.ofMinutes(15));
    assertThat(made.toString()).doesNotContain(made.token());
    Actor actor = actor(made);
    assertThat(actor)
        .isEqualTo(
            new Actor.ByServiceToken(
                parent.id(),
                org,
                parent.grant(),
                Optional.of(here.clock().instant().plus(Duration.ofMinutes(15))),
                Actor.Origin.INSIDE));
    here.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(actor(made)).isEqualTo(actor);
    here.clock().advance(Duration.ofSeconds(1));
    assertThat(codeOf(() -> actor(made))).isEqualTo("expired_token");
    assertThat(trail("allowed")).contains("service_token.exchange service_token:" + parent.id());
  }

  @Test
  void neverLivesLongerThanTheJobsTokenOrTheServiceToken() {
    ServiceToken lasting = parent(Optional.empty(), List.of());
    assertThat(exchange(lasting, job(MAIN, Duration.ofMinutes(5))).expiresIn())
        .isEqualTo(Duration.ofMinutes(5));
    ServiceToken ending = parent(Optional.of(here.clock().instant().plusSeconds(90)), List.of());
    ExchangeToken.Outcome made = exchange(ending, job(MAIN, Duration.ofHours(1)));
    assertThat(made.expiresIn()).isEqualTo(Duration.ofSeconds(90));
    here.clock().advance(Duration.ofSeconds(90));
    assertThat(codeOf(() -> actor(made))).isEqualTo("expired_token");
  }

  @Test
  void mayBeDoneAgainWhileTheJobsTokenLives() {
    ServiceToken parent = parent(Optional.empty(), List.of());
    String job = job(MAIN, Duration.ofHours(1));
    ExchangeToken.Outcome first = exchange(parent, job);
    ExchangeToken.Outcome second = exchange(parent, job);
    assertThat(first.token()).isNotEqualTo(second.token());
    assertThat(actor(first)).isEqualTo(actor(second));
    here.clock().advance(Duration.ofHours(1));
    assertThat(codeOf(() -> exchange(parent, job))).isEqualTo("expired_token");
  }

  @Test
  void saysTheSameOfWhatIsNotThereAndWhatIsForOthers() {
    ServiceToken parent = parent(Optional.empty(), List.of());
    OrgId otherOrg = here.member("Eve").org();
    String good = job(MAIN, Duration.ofHours(1));
    Refusal unknown = refusalOf(() -> exchange(org, new ServiceTokenId(here.ids().next()), good));
    assertThat(unknown.code()).isEqualTo("exchange_refused");
    assertThat(refusalOf(() -> exchange(otherOrg, parent.id(), good)))
        .usingRecursiveComparison()
        .isEqualTo(unknown);
    for (String sub : List.of("repo:acme/app2:x", "repo:evil/app:x", "")) {
      assertThat(refusalOf(() -> exchange(parent, job(sub, Duration.ofHours(1)))))
          .usingRecursiveComparison()
          .isEqualTo(unknown);
    }
    assertThat(trail("refused"))
        .as("for the org alone, repeats folded")
        .containsExactly("service_token.exchange service_token:" + parent.id());
  }

  @Test
  void takesNoTokenThatPeopleSignInWithAndNoForgery() {
    ServiceToken parent = parent(Optional.empty(), List.of());
    String person =
        here.externalTokens()
            .issue(
                new ExternalIdentity(InMemoryInstallation.PEOPLE, MAIN),
                Map.of(),
                Duration.ofHours(1));
    assertThat(codeOf(() -> exchange(parent, person))).isEqualTo("invalid_token");
    assertThat(codeOf(() -> exchange(parent, "x.y.z"))).isEqualTo("invalid_token");
    assertThat(trail("refused")).isEmpty();
  }

  @Test
  void holdsTheJobToTheNetworksOfTheServiceToken() {
    ServiceToken parent =
        parent(Optional.empty(), List.of(Cidr.parse("192.0.2.0/24").orElseThrow()));
    String job = job(MAIN, Duration.ofHours(1));
    assertThat(codeOf(() -> exchange(parent, job))).isEqualTo("exchange_refused");
    Actor there = new Actor.Anonymous(new Actor.Origin(Optional.of("192.0.2.7"), Optional.empty()));
    ExchangeToken.Outcome made =
        exchange.execute(there, new ExchangeToken.Command(org, parent.id(), job));
    assertThat(codeOf(() -> actor(made))).isEqualTo("address_not_allowed");
  }

  @Test
  void endsWithTheServiceToken() {
    ServiceToken parent = parent(Optional.empty(), List.of());
    ExchangeToken.Outcome made = exchange(parent, job(MAIN, Duration.ofHours(1)));
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> here.world().serviceTokens().remove(org, parent.id()));
    assertThat(codeOf(() -> actor(made))).isEqualTo("invalid_token");
    assertThat(codeOf(() -> exchange(parent, job(MAIN, Duration.ofHours(1)))))
        .isEqualTo("exchange_refused");
  }

  @Test
  void isNotForServiceTokensWithATokenOfTheirOwnNorInADeletedOrg() {
    Environment prod = here.given().environment(org);
    ServiceToken own =
        token(prod, new ServiceToken.Proof.Bearer("cfr_0123"), Optional.empty(), List.of());
    store(own, Optional.of(here.opaqueTokens().create(Kind.SERVICE_TOKEN).hash()));
    assertThat(codeOf(() -> exchange(own, job(MAIN, Duration.ofHours(1)))))
        .isEqualTo("exchange_refused");
    ServiceToken parent = parent(Optional.empty(), List.of());
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              here.world().orgs().delete(org, here.clock().instant());
              return org;
            });
    assertThat(codeOf(() -> exchange(parent, job(MAIN, Duration.ofHours(1)))))
        .isEqualTo("exchange_refused");
  }

  private Actor actor(ExchangeToken.Outcome made) {
    return here.authenticate().execute(new Authenticate.Command(made.token(), Actor.Origin.INSIDE));
  }

  private ExchangeToken.Outcome exchange(ServiceToken parent, String job) {
    return exchange(org, parent.id(), job);
  }

  private ExchangeToken.Outcome exchange(OrgId where, ServiceTokenId id, String job) {
    return exchange.execute(
        InMemoryInstallation.ANYBODY, new ExchangeToken.Command(where, id, job));
  }

  private String job(String sub, Duration lifetime) {
    return here.externalTokens()
        .issue(
            new ExternalIdentity(InMemoryInstallation.CI, sub.isEmpty() ? "x" : sub),
            Map.of("repository", "acme/app"),
            lifetime);
  }

  private ServiceToken parent(Optional<Instant> expiresAt, List<Cidr> cidrs) {
    ExchangeRule rule =
        new ExchangeRule(
            InMemoryInstallation.CI, Map.of("sub", "repo:acme/app:*", "repository", "acme/app"));
    ServiceToken made =
        token(here.given().environment(org), new ServiceToken.Proof.CiJob(rule), expiresAt, cidrs);
    store(made, Optional.empty());
    return made;
  }

  private ServiceToken token(
      Environment where, ServiceToken.Proof proof, Optional<Instant> expiresAt, List<Cidr> cidrs) {
    return new ServiceToken(
        new ServiceTokenId(here.ids().next()),
        org,
        new CredentialName("ci"),
        new TokenGrant(where.project(), Set.of(where.id()), TokenAccess.RUN),
        cidrs,
        proof,
        CredentialLife.begun(here.clock().instant(), expiresAt));
  }

  private void store(ServiceToken token, Optional<TokenHash> hash) {
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              here.world().serviceTokens().add(token, hash);
              return token;
            });
  }

  private List<String> trail(String outcome) {
    return here
        .world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 1_000))
        .stream()
        .filter(entry -> entry.outcome().equals(outcome))
        .map(entry -> entry.action() + " " + entry.resource())
        .toList();
  }
}
