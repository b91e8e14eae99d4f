package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.InvitationStatus;
import java.time.Instant;
import java.util.UUID;

/** A row of the table of invitations. */
record InvitationRow(
    UUID orgId,
    UUID invitationId,
    String email,
    String role,
    String status,
    UUID invitedBy,
    Instant sentAt,
    Instant expiresAt,
    boolean reminded) {
  static InvitationRow of(Invitation invitation) {
    return new InvitationRow(
        invitation.org().value(),
        invitation.id().value(),
        invitation.email().value(),
        invitation.role().code(),
        invitation.status().code(),
        invitation.invitedBy().value(),
        invitation.sentAt(),
        invitation.expiresAt(),
        invitation.reminded());
  }

  Invitation toInvitation() {
    return new Invitation(
        new OrgId(orgId),
        new InvitationId(invitationId),
        new EmailAddress(email),
        Role.ofCode(role),
        InvitationStatus.ofCode(status),
        new UserId(invitedBy),
        sentAt,
        expiresAt,
        reminded);
  }
}
