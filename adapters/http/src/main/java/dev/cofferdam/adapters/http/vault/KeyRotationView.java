package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.KeyRotationStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A rotation of an org's key, as far as it has come. */
record KeyRotationView(
    @Schema(implementation = KeyRotationId.class) String id,
    @Schema(
            implementation = KeyRotationStatus.class,
            description = "It can't fail: it goes on until it is done.")
        String status,
    @Schema(
            description = "The new primary key, there from the first moment.",
            example = "ok-1f0a93c4",
            pattern = "^ok-[0-9a-f]{8}$")
        String key,
    @Schema(
            description = "How many values were under other keys when it began.",
            example = "412",
            minimum = "0")
        long total,
    @Schema(
            description =
                "How many values were sealed anew so far; more than `total` where some were written"
                    + " under an older key while it began.",
            example = "300",
            minimum = "0")
        long done,
    @Schema(description = "When it began.") Instant startedAt,
    @Schema(description = "When the older keys were retired.") Optional<Instant> finishedAt) {
  static KeyRotationView of(KeyRotation rotation) {
    return new KeyRotationView(
        rotation.id().toString(),
        rotation.status().name().toLowerCase(Locale.ROOT),
        rotation.key().toString(),
        rotation.total(),
        rotation.done(),
        rotation.startedAt(),
        rotation.finishedAt());
  }
}
