package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ShownServiceToken;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A service token. */
record ServiceTokenView(
    @Schema(implementation = ServiceTokenId.class) String id,
    @Schema(implementation = CredentialName.class) String name,
    @Schema(
            description =
                "What the token begins with, to tell tokens apart; null where jobs exchange theirs.",
            example = "cfr_Ab3d…")
        Optional<String> prefix,
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
    @Schema(description = "When it was last used, give or take a minute; null for never.")
        Optional<Instant> lastUsedAt) {
  ServiceTokenView {
    environments = List.copyOf(environments);
    allowedCidrs = List.copyOf(allowedCidrs);
  }

  static ServiceTokenView of(ShownServiceToken shown) {
    ServiceToken token = shown.token();
    return new ServiceTokenView(
        token.id().toString(),
        token.name().value(),
        token.start().map(start -> start + "…"),
        shown.project().value(),
        shown.environments().stream().map(EnvironmentName::value).toList(),
        token.grant().access().code(),
        token.allowedCidrs().stream().map(Cidr::toString).toList(),
        token.exchange().map(ExchangeView::of),
        token.life().expiresAt(),
        token.life().createdAt(),
        token.life().lastUsedAt());
  }
}
