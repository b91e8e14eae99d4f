package dev.cofferdam.adapters.http.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.adapters.http.platform.EntityTags;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * An org as one of its members sees it.
 *
 * @param wantedPlan the plan that was asked for and is not paid yet
 * @param role the caller's in it
 */
record OrgView(
    @Schema(implementation = OrgId.class) String id,
    @Schema(implementation = OrgSlug.class) String slug,
    @Schema(implementation = OrgName.class) String name,
    @Schema(description = "The id of its plan.", example = "free") String plan,
    @Schema(description = "The plan that was asked for and is not paid yet.", example = "pro")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<String> wantedPlan,
    @Schema(description = "When it was made.") Instant createdAt,
    @Schema(implementation = Role.class, description = "The caller's role in it.") String role) {
  static OrgView of(Membership membership) {
    Org org = membership.org();
    return new OrgView(
        org.id().toString(),
        org.slug().value(),
        org.name().value(),
        org.plan(),
        org.wantedPlan(),
        org.createdAt(),
        membership.role().code());
  }

  /** Says which version this is, and of whose view: two roles see two views. */
  static String tag(Membership membership) {
    return EntityTags.of(membership.org().version(), membership.role().code());
  }
}
