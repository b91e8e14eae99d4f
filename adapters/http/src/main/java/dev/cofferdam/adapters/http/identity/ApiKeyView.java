package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An API key, as its user sees it. */
record ApiKeyView(
    @Schema(implementation = ApiKeyId.class) String id,
    @Schema(implementation = OrgId.class) String org,
    @Schema(implementation = CredentialName.class) String name,
    @Schema(description = "What the key begins with, to tell keys apart.", example = "cfd_Ab3d…")
        String prefix,
    @Schema(description = "What it may, by name.", example = "[\"secrets:read\"]")
        List<String> scopes,
    @Schema(description = "When it stops working; null for never.") Optional<Instant> expiresAt,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When it was last used, give or take a minute; null for never.")
        Optional<Instant> lastUsedAt) {
  ApiKeyView {
    scopes = List.copyOf(scopes);
  }

  static ApiKeyView of(ApiKey key) {
    return new ApiKeyView(
        key.id().toString(),
        key.org().toString(),
        key.name().value(),
        key.start() + "…",
        key.scopes().stream().map(Scope::code).sorted().toList(),
        key.life().expiresAt(),
        key.life().createdAt(),
        key.life().lastUsedAt());
  }
}
