package dev.cofferdam.adapters.http.tenancy;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record ChangeMemberRequest(
    @Schema(
            implementation = Role.class,
            description = "What the member is from now on.",
            requiredMode = REQUIRED)
        @Nullable String role) {
  ChangeMemberRole.Command command(OrgId org, UserId member) {
    return new ChangeMemberRole.Command(org, member, RoleField.read(role));
  }
}
