package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.application.vault.CreateServiceToken;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A service token that was just made. Prints without the token itself. */
record NewServiceTokenView(
    @Schema(implementation = ServiceTokenId.class) String id,
    @Schema(implementation = CredentialName.class) String name,
    @Schema(
            description =
                "What the token begins with, to tell tokens apart; null where jobs exchange theirs.",
            example = "cfr_Ab3d…")
        Optional<String> prefix,
    @Schema(
            description =
                "The token itself, which is never shown again; left out where jobs exchange theirs.",
            example = "cfr_…",
            format = "password")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> token,
    @Schema(implementation = ProjectName.class) String project,
    @Schema(
            implementation = EnvironmentName.class,
            description = "The environments that it works in, by name.")
        List<String> environments,
    @Schema(implementation = TokenAccess.class, description = "What it may there.") String access,
    @Schema(
            description = "Where it may be used from; anywhere where it is empty.",
            example = "[\"192.0.2.0/24\"]")
        List<String> allowedCidrs,
    @Schema(description = "Which CI jobs get short tokens of it; null where it has its own.")
        Optional<ExchangeView> exchange,
    @Schema(description = "When it stops working; null for never.") Optional<Instant> expiresAt,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When it was last used: never yet.") Optional<Instant> lastUsedAt) {
  NewServiceTokenView {
    environments = List.copyOf(environments);
    allowedCidrs = List.copyOf(allowedCidrs);
  }

  static NewServiceTokenView of(CreateServiceToken.Outcome made) {
    ServiceTokenView view = ServiceTokenView.of(made.made());
    return new NewServiceTokenView(
        view.id(),
        view.name(),
        view.prefix(),
        made.token(),
        view.project(),
        view.environments(),
        view.access(),
        view.allowedCidrs(),
        view.exchange(),
        view.expiresAt(),
        view.createdAt(),
        view.lastUsedAt());
  }

  @Override
  public String toString() {
    return "NewServiceTokenView[" + id + ", [REDACTED]]";
  }
}
