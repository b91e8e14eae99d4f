package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The team's identities, for nobody but who asked. */
record TeamIdentityView(
    @Schema(
            implementation = AgeRecipient.class,
            description = "Whose identities are in it, the newest first.")
        List<String> recipients,
    @Schema(
            description =
                "An identity file, encrypted to the recipient that was asked for; armored.",
            example =
                "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl…\n-----END AGE ENCRYPTED FILE-----\n")
        String identity) {
  TeamIdentityView {
    recipients = List.copyOf(recipients);
  }

  static TeamIdentityView of(RevealTeamIdentity.Outcome outcome) {
    return new TeamIdentityView(
        outcome.recipients().stream().map(AgeRecipient::value).toList(), outcome.file());
  }
}
