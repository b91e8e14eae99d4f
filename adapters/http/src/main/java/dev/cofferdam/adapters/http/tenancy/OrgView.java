package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An org as one of its members sees it.
 *
 * @param role the caller's in it
 */
record OrgView(
    @Schema(implementation = OrgId.class) String id,
    @Schema(implementation = OrgSlug.class) String slug,
    @Schema(implementation = OrgName.class) String name,
    @Schema(description = "The id of its plan.", example = "free") String plan,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(implementation = Role.class, description = "The caller's role in it.") String role) {
  static OrgView of(Membership membership) {
    Org org = membership.org();
    return new OrgView(
        org.id().toString(),
        org.slug().value(),
        org.name().value(),
        org.plan(),
        org.createdAt(),
        membership.role().code());
  }
}
