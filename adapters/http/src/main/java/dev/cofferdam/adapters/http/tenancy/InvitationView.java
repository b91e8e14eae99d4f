package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An invitation as the org's owners and admins see it. */
record InvitationView(
    @Schema(implementation = InvitationId.class) String id,
    @Schema(implementation = EmailAddress.class) String email,
    @Schema(implementation = Role.class, description = "What they are to be.") String role,
    @Schema(implementation = InvitationStatus.class, description = "What has become of it.")
        String status,
    @Schema(implementation = UserId.class, description = "Who sent the newest letter.")
        String invitedBy,
    @Schema(description = "When the newest letter was sent.") Instant sentAt,
    @Schema(description = "Until when it can be accepted.") Instant expiresAt) {
  static InvitationView of(Invitation invitation) {
    return new InvitationView(
        invitation.id().toString(),
        invitation.email().value(),
        invitation.role().code(),
        invitation.status().code(),
        invitation.invitedBy().toString(),
        invitation.sentAt(),
        invitation.expiresAt());
  }
}
