package dev.cofferdam.adapters.postgres.identity;

import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialLife;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An API key as its row. */
record ApiKeyRow(
    UUID orgId,
    UUID apiKeyId,
    UUID userId,
    String name,
    List<String> scopes,
    String start,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {
  ApiKey toApiKey() {
    return new ApiKey(
        new ApiKeyId(apiKeyId),
        new OrgId(orgId),
        new UserId(userId),
        new CredentialName(name),
        scopes.stream().map(code -> Scope.ofCode(code).orElseThrow()).collect(Collectors.toSet()),
        start,
        new CredentialLife(createdAt, expiresAt, lastUsedAt));
  }
}
