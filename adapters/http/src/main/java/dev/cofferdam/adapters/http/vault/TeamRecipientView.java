package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.TeamRecipient;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** To whom a team's files are encrypted. */
record TeamRecipientView(
    @Schema(
            description = "1 for the org's first; files are encrypted to the newest.",
            example = "1",
            minimum = "1")
        long number,
    @Schema(implementation = AgeRecipient.class, description = "For `age -r`.") String recipient,
    @Schema(description = "When it was made.") Instant createdAt) {
  static TeamRecipientView of(TeamRecipient recipient) {
    return new TeamRecipientView(
        recipient.number(), recipient.recipient().value(), recipient.createdAt());
  }
}
