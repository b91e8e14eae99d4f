package dev.cofferdam.adapters.http.tenancy;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record CreateOrgRequest(
    @Schema(implementation = OrgName.class, requiredMode = REQUIRED) @Nullable String name,
    @Schema(
            implementation = OrgSlug.class,
            description = "Made from the name where it is left out.")
        @Nullable String slug) {
  CreateOrg.Command command() {
    return new CreateOrg.Command(
        OrgName.parse(required("name", name)), Optional.ofNullable(slug).map(OrgSlug::new));
  }
}
