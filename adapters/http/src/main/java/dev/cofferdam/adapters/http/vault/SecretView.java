package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret with its value in clear. Prints without it.
 *
 * @param encoding {@code utf-8}, or {@code base64} for bytes that are no text
 * @param inheritedFrom the environment that the value lives in, where it is another
 */
record SecretView(
    @Schema(implementation = SecretName.class) String key,
    @Schema(description = "The value in clear.", example = "correct horse") String value,
    @Schema(
            description =
                "How the value is written: `base64` (RFC 4648, section 4) for bytes that are no text.",
            allowableValues = {"utf-8", "base64"},
            example = "utf-8")
        String encoding,
    @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
        long version,
    @Schema(description = "What people wrote beside it.", example = "the shop's", maxLength = 1_000)
        String note,
    @Schema(
            implementation = EnvironmentName.class,
            description = "The environment that the value lives in, where it is another.")
        Optional<String> inheritedFrom,
    @Schema(description = "When this version was written.") Instant updatedAt) {
  static SecretView of(RevealedSecret secret) {
    SecretVersion version = secret.version();
    Optional<String> text = secret.value().revealText();
    return new SecretView(
        version.place().name().value(),
        text.orElseGet(() -> Base64.getEncoder().encodeToString(secret.value().reveal())),
        text.isPresent() ? ValueEncoding.UTF_8 : ValueEncoding.BASE64,
        version.place().version(),
        version.note(),
        secret.inheritedFrom().map(EnvironmentName::value),
        version.updatedAt());
  }

  @Override
  public String toString() {
    return "SecretView[" + key + "@" + version + "]";
  }
}
