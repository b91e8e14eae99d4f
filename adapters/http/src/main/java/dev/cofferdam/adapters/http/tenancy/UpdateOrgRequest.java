package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.UpdateOrg;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What isn't there stays as it is. */
record UpdateOrgRequest(
    @Schema(implementation = OrgName.class) @Nullable String name,
    @Schema(implementation = OrgSlug.class) @Nullable String slug) {
  UpdateOrg.Command command(OrgId org, Optional<Long> expected) {
    return new UpdateOrg.Command(
        org,
        Optional.ofNullable(name).map(OrgName::parse),
        Optional.ofNullable(slug).map(OrgSlug::new),
        expected);
  }
}
