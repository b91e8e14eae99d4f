package dev.cofferdam.adapters.http.vault;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.AgeRecipient;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record TeamIdentityRequest(
    @Schema(
            implementation = AgeRecipient.class,
            requiredMode = REQUIRED,
            description = "The caller's own, as `age-keygen` prints it.")
        @Nullable String recipient) {
  RevealTeamIdentity.Command command(OrgId org) {
    return new RevealTeamIdentity.Command(org, new AgeRecipient(required("recipient", recipient)));
  }
}
