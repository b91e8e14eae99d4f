package dev.cofferdam.adapters.http.identity;

import dev.cofferdam.application.identity.CreateApiKey;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An API key that was just made. Prints without the token. */
record NewApiKeyView(
    @Schema(implementation = ApiKeyId.class) String id,
    @Schema(implementation = OrgId.class) String org,
    @Schema(implementation = CredentialName.class) String name,
    @Schema(description = "What the key begins with, to tell keys apart.", example = "cfd_Ab3d…")
        String prefix,
    @Schema(
            description = "The key itself, which is never shown again.",
            example = "cfd_…",
            format = "password")
        String token,
    @Schema(description = "What it may, by name.", example = "[\"secrets:read\"]")
        List<String> scopes,
    @Schema(description = "When it stops working; null for never.") Optional<Instant> expiresAt,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When it was last used: never yet.") Optional<Instant> lastUsedAt) {
  NewApiKeyView {
    scopes = List.copyOf(scopes);
  }

  static NewApiKeyView of(CreateApiKey.Outcome made) {
    ApiKeyView view = ApiKeyView.of(made.key());
    return new NewApiKeyView(
        view.id(),
        view.org(),
        view.name(),
        view.prefix(),
        made.token(),
        view.scopes(),
        view.expiresAt(),
        view.createdAt(),
        view.lastUsedAt());
  }

  @Override
  public String toString() {
    return "NewApiKeyView[" + id + ", [REDACTED]]";
  }
}
