package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.domain.vault.OrgKey;
import dev.cofferdam.domain.vault.OrgKeyStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A key of an org; never the key itself. */
record OrgKeyView(
    @Schema(
            description = "The key's id, which is not secret.",
            example = "ok-1f0a93c4",
            pattern = "^ok-[0-9a-f]{8}$")
        String id,
    @Schema(
            implementation = OrgKeyStatus.class,
            description =
                "The primary key seals; a retiring one opens what it has sealed; a retired one is"
                    + " gone.")
        String status,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(description = "When another took its place for what is sealed from then on.")
        Optional<Instant> retiringAt,
    @Schema(description = "When it was destroyed; nothing was under it any more.")
        Optional<Instant> retiredAt,
    @Schema(
            description = "How many values are sealed under it, old versions too.",
            example = "412",
            minimum = "0")
        long values) {
  static OrgKeyView of(ListOrgKeys.Listed listed) {
    OrgKey key = listed.key();
    return new OrgKeyView(
        key.id().toString(),
        key.status().name().toLowerCase(Locale.ROOT),
        key.createdAt(),
        key.retiringAt(),
        key.retiredAt(),
        listed.values());
  }
}
