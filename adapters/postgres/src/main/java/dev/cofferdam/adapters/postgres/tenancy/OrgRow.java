package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code orgs} with the org's slug. */
record OrgRow(UUID orgId, String slug, String name, String plan, Instant createdAt) {
  Org toOrg() {
    return new Org(new OrgId(orgId), new OrgSlug(slug), new OrgName(name), plan, createdAt);
  }
}
