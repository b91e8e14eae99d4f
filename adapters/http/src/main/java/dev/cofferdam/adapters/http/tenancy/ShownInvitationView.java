package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.ShowInvitation;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import dev.cofferdam.domain.tenancy.OrgName;
import io.swagger.v3.oas.annotations.media.Schema;

/** What an invitation's token shows, and no more. */
record ShownInvitationView(
    @Schema(implementation = OrgName.class, description = "The org's name.") String orgName,
    @Schema(implementation = Role.class, description = "What the invited person is to be.")
        String role,
    @Schema(implementation = EmailAddress.class, description = "Whom it is for.") String email,
    @Schema(implementation = PersonName.class, description = "Who invites.") String inviterName,
    @Schema(implementation = InvitationStatus.class, description = "What has become of it.")
        String status) {
  static ShownInvitationView of(ShowInvitation.Shown shown) {
    return new ShownInvitationView(
        shown.org().value(),
        shown.role().code(),
        shown.email().value(),
        shown.inviter().value(),
        shown.status().code());
  }
}
