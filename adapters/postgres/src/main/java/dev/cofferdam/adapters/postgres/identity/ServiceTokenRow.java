package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ExchangeRule;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A service token as its row, with the environments that it is for. */
record ServiceTokenRow(
    UUID orgId,
    UUID serviceTokenId,
    UUID projectId,
    String name,
    String access,
    List<String> allowedCidrs,
    Optional<String> start,
    Optional<String> exchangeIssuer,
    List<String> exchangeNames,
    List<String> exchangePatterns,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    List<UUID> environments) {
  static ServiceTokenRow of(ServiceToken token) {
    List<String> names = token.exchange().map(ServiceTokenRow::names).orElse(List.of());
    return new ServiceTokenRow(
        token.org().value(),
        token.id().value(),
        token.grant().project().value(),
        token.name().value(),
        token.grant().access().code(),
        token.allowedCidrs().stream().map(Cidr::toString).toList(),
        token.start(),
        token.exchange().map(ExchangeRule::issuer),
        names,
        names.stream().map(name -> token.exchange().orElseThrow().claims().get(name)).toList(),
        token.life().createdAt(),
        token.life().expiresAt(),
        token.life().lastUsedAt(),
        token.grant().environments().stream().map(EnvironmentId::value).toList());
  }

  private static List<String> names(ExchangeRule rule) {
    return rule.claims().keySet().stream().sorted().toList();
  }

  ServiceToken toServiceToken() {
    return new ServiceToken(
        new ServiceTokenId(serviceTokenId),
        new OrgId(orgId),
        new CredentialName(name),
        new TokenGrant(
            new ProjectId(projectId),
            environments.stream().map(EnvironmentId::new).collect(Collectors.toSet()),
            TokenAccess.ofCode(access)),
        allowedCidrs.stream().map(text -> Cidr.parse(text).orElseThrow()).toList(),
        proof(),
        new CredentialLife(createdAt, expiresAt, lastUsedAt));
  }

  private ServiceToken.Proof proof() {
    return start
        .<ServiceToken.Proof>map(ServiceToken.Proof.Bearer::new)
        .orElseGet(() -> new ServiceToken.Proof.CiJob(rule()));
  }

  private ExchangeRule rule() {
    Map<String, String> claims = new HashMap<>();
    for (int i = 0; i < exchangeNames.size(); i++) {
      claims.put(exchangeNames.get(i), exchangePatterns.get(i));
    }
    return new ExchangeRule(exchangeIssuer.orElseThrow(), claims);
  }
}
