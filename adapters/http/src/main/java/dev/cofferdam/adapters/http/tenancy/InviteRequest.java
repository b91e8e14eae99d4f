package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.OrgId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record InviteRequest(
    @Schema(
            implementation = EmailAddress.class,
            description = "Whom the invitation is for, and nobody else.",
            requiredMode = REQUIRED)
        @Nullable String email,
    @Schema(
            implementation = Role.class,
            description = "What they are to be; only owners invite owners.",
            requiredMode = REQUIRED)
        @Nullable String role) {
  InviteMember.Command command(OrgId org) {
    return new InviteMember.Command(
        org, EmailAddress.parse(required("email", email)), RoleField.read(role));
  }

  @Override
  public String toString() {
    return "InviteRequest[[REDACTED]]";
  }
}
