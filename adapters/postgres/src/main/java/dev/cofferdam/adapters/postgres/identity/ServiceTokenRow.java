package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import java.time.Instant;
import java.util.List;
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
    String start,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    List<UUID> environments) {
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
        start,
        new CredentialLife(createdAt, expiresAt, lastUsedAt));
  }
}
