package dev.cofferdam.application.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.ActorNames.ActorRef;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExchangeRule;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.Project;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ServiceTokenStore} promises. */
public abstract class ServiceTokenStoreContract extends WorldContract {
  private OrgId org;
  private OrgId other;
  private Environment dev;
  private Environment prod;

  @BeforeEach
  final void furnish() {
    org = given.org();
    other = given.org();
    Project shop = given.project(org);
    dev = given.newEnvironment(shop, "dev");
    prod = given.newEnvironment(shop, "prod");
    changing(
        org, () -> List.of(dev, prod).forEach(each -> world.projects().add(each, given.entry())));
  }

  @Test
  void givesBackWhatItWasGiven() {
    TokenHash hash = hash();
    ServiceToken token = add(token(TokenAccess.RUN, Optional.of(given.time())), hash);
    assertThat(world.serviceTokens().findByToken(hash)).contains(token);
    assertThat(world.serviceTokens().findByToken(hash())).isEmpty();
    assertThat(read(org, () -> world.serviceTokens().find(org, token.id()))).contains(token);
    assertThat(read(other, () -> world.serviceTokens().find(other, token.id()))).isEmpty();
    assertThat(read(other, () -> world.serviceTokens().findByToken(hash))).contains(token);
  }

  @Test
  void listsAnOrgsTokensInPages() {
    ServiceToken first = add(token(TokenAccess.READ, Optional.empty()), hash());
    ServiceToken second = add(token(TokenAccess.WRITE, Optional.empty()), hash());
    ServiceToken third = add(token(TokenAccess.RUN, Optional.empty()), hash());
    assertThat(list(Optional.empty(), 2)).containsExactly(first, second);
    assertThat(list(Optional.of(second.id()), 2)).containsExactly(third);
    assertThat(list(Optional.of(third.id()), 2)).isEmpty();
    assertThat(read(other, () -> world.serviceTokens().list(other, Optional.empty(), 9))).isEmpty();
    assertThat(read(org, () -> world.serviceTokens().count(org))).isEqualTo(3);
    assertThat(read(other, () -> world.serviceTokens().count(other))).isZero();
  }

  @Test
  void removesATokenOfItsOrgAlone() {
    TokenHash hash = hash();
    ServiceToken token = add(token(TokenAccess.READ, Optional.empty()), hash);
    assertThat(change(other, () -> world.serviceTokens().remove(other, token.id()))).isFalse();
    assertThat(world.serviceTokens().findByToken(hash)).isPresent();
    assertThat(change(org, () -> world.serviceTokens().remove(org, token.id()))).isTrue();
    assertThat(change(org, () -> world.serviceTokens().remove(org, token.id()))).isFalse();
    assertThat(world.serviceTokens().findByToken(hash)).isEmpty();
  }

  @Test
  void findsWhatJobsGetShortTokensOfByItsId() {
    ServiceToken own = add(token(TokenAccess.READ, Optional.empty()), hash());
    ServiceToken forJobs = addForJobs(Optional.empty());
    assertThat(world.serviceTokens().findForExchange(org, forJobs.id())).contains(forJobs);
    assertThat(read(other, () -> world.serviceTokens().findForExchange(org, forJobs.id())))
        .contains(forJobs);
    assertThat(world.serviceTokens().findForExchange(org, own.id())).isEmpty();
    assertThat(world.serviceTokens().findForExchange(other, forJobs.id())).isEmpty();
    assertThat(list(Optional.empty(), 5)).containsExactly(own, forJobs);
  }

  @Test
  void aShortTokenIsItsServiceTokenWithAnEarlierEnd() {
    Instant now = given.time();
    ServiceToken parent = addForJobs(Optional.of(now.plusSeconds(60)));
    TokenHash sooner = hash();
    TokenHash later = hash();
    addShort(parent, sooner, now, now.plusSeconds(30));
    addShort(parent, later, now, now.plusSeconds(90));
    ServiceToken found = world.serviceTokens().findByToken(sooner).orElseThrow();
    assertThat(found.id()).isEqualTo(parent.id());
    assertThat(found.grant()).isEqualTo(parent.grant());
    assertThat(found.allowedCidrs()).isEqualTo(parent.allowedCidrs());
    assertThat(found.life().expiresAt()).contains(now.plusSeconds(30));
    assertThat(world.serviceTokens().findByToken(later).orElseThrow().life().expiresAt())
        .contains(now.plusSeconds(60));
  }

  @Test
  void aShortTokenGoesWithItsServiceTokenAndWhenItHasLongExpired() {
    Instant now = given.time();
    ServiceToken parent = addForJobs(Optional.empty());
    TokenHash first = hash();
    TokenHash second = hash();
    addShort(parent, first, now, now.plusSeconds(1));
    addShort(parent, second, now.plusSeconds(1), now.plusSeconds(2));
    assertThat(world.serviceTokens().findByToken(first)).isEmpty();
    assertThat(world.serviceTokens().findByToken(second).orElseThrow().life().expiresAt())
        .contains(now.plusSeconds(2));
    changing(org, () -> world.serviceTokens().remove(org, parent.id()));
    assertThat(world.serviceTokens().findByToken(second)).isEmpty();
  }

  private void addShort(ServiceToken parent, TokenHash hash, Instant now, Instant end) {
    changing(org, () -> world.serviceTokens().addShort(org, parent.id(), hash, now, end));
  }

  private ServiceToken addForJobs(Optional<Instant> expiresAt) {
    ServiceToken drawn = token(TokenAccess.READ, expiresAt);
    ExchangeRule rule =
        new ExchangeRule(
            "https://ci.example", Map.of("sub", "repo:acme/app:*", "environment", "prod é"));
    ServiceToken made =
        new ServiceToken(
            drawn.id(),
            org,
            drawn.name(),
            drawn.grant(),
            drawn.allowedCidrs(),
            new ServiceToken.Proof.CiJob(rule),
            drawn.life());
    changing(org, () -> world.serviceTokens().add(made, Optional.empty()));
    return made;
  }

  @Test
  void writesAUseDownOnceAMinute() {
    ServiceToken token = add(token(TokenAccess.READ, Optional.empty()), hash());
    Instant first = given.time();
    use(token, first);
    use(token, first.plusSeconds(59));
    assertThat(lastUse(token)).contains(first);
    use(token, first.plusSeconds(60));
    assertThat(lastUse(token)).contains(first.plusSeconds(60));
  }

  @Test
  void isRememberedByNameInTheAuditTrail() {
    ServiceToken token = add(token(TokenAccess.READ, Optional.empty()), hash());
    changing(org, () -> world.serviceTokens().remove(org, token.id()));
    ActorRef ref = new ActorRef("service_token", token.id().toString());
    assertThat(read(org, () -> world.actorNames().of(org, Set.of(ref))))
        .containsEntry(ref, token.name().value());
    assertThat(read(other, () -> world.actorNames().of(other, Set.of(ref)))).isEmpty();
  }

  private Optional<Instant> lastUse(ServiceToken token) {
    return read(org, () -> world.serviceTokens().find(org, token.id()))
        .orElseThrow()
        .life()
        .lastUsedAt();
  }

  private void use(ServiceToken token, Instant at) {
    appending(org, () -> world.serviceTokens().markUsed(org, token.id(), at));
  }

  private List<ServiceToken> list(Optional<ServiceTokenId> after, int limit) {
    return read(org, () -> world.serviceTokens().list(org, after, limit));
  }

  private ServiceToken token(TokenAccess access, Optional<Instant> expiresAt) {
    return new ServiceToken(
        new ServiceTokenId(given.id()),
        org,
        new CredentialName("Token " + given.word()),
        new TokenGrant(dev.project(), Set.of(dev.id(), prod.id()), access),
        List.of(
            Cidr.parse("192.0.2.0/24").orElseThrow(), Cidr.parse("2001:db8::/32").orElseThrow()),
        new ServiceToken.Proof.Bearer("cfr_0123"),
        new CredentialLife(given.time(), expiresAt, Optional.empty()));
  }

  private ServiceToken add(ServiceToken token, TokenHash hash) {
    changing(org, () -> world.serviceTokens().add(token, Optional.of(hash)));
    return token;
  }

  private TokenHash hash() {
    return new TokenHash(given.word());
  }
}
