package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;

/** An org that the caller has joined. */
record JoinedView(
    @Schema(description = "The org.") JoinedOrg org,
    @Schema(implementation = Role.class, description = "The caller's role in it.") String role) {
  record JoinedOrg(
      @Schema(implementation = OrgId.class) String id,
      @Schema(implementation = OrgSlug.class) String slug,
      @Schema(implementation = OrgName.class) String name) {
    static JoinedOrg of(Org org) {
      return new JoinedOrg(org.id().toString(), org.slug().value(), org.name().value());
    }
  }

  static JoinedView of(OrgStore.Membership joined) {
    return new JoinedView(JoinedOrg.of(joined.org()), joined.role().code());
  }
}
