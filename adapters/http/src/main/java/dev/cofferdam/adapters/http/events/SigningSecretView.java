package dev.cofferdam.adapters.http.events;

import dev.cofferdam.domain.events.SigningSecrets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A secret that was just made. Prints without it. */
record SigningSecretView(
    @Schema(
            description = "What messages are signed with; it is never shown again.",
            example = "whsec_…",
            format = "password")
        String secret,
    @Schema(
            description =
                "Until when messages are signed with the secret before, too; null where there was"
                    + " none.")
        Optional<Instant> previousSecretUntil) {
  static SigningSecretView of(SigningSecrets secrets) {
    return new SigningSecretView(
        secrets.current().reveal(), secrets.before().map(SigningSecrets.Before::until));
  }

  @Override
  public String toString() {
    return "SigningSecretView[[REDACTED]]";
  }
}
