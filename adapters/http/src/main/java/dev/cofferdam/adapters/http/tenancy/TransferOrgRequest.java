package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record TransferOrgRequest(
    @Schema(
            implementation = UserId.class,
            description = "Who becomes an owner.",
            requiredMode = REQUIRED)
        @Nullable String member) {
  TransferOrg.Command command(OrgId org) {
    UserId to =
        UserId.parse(required("member", member))
            .orElseThrow(() -> Refusal.invalid("member", "must be a member's id"));
    return new TransferOrg.Command(org, to);
  }
}
