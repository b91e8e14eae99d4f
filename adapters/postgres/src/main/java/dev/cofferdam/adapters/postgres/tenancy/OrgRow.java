package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code orgs} with the org's slug. */
record OrgRow(
    UUID orgId,
    String slug,
    String name,
    String plan,
    Optional<String> wantedPlan,
    long version,
    Instant createdAt) {
  static OrgRow of(Org org) {
    return new OrgRow(
        org.id().value(),
        org.slug().value(),
        org.name().value(),
        org.plan(),
        org.wantedPlan(),
        org.version(),
        org.createdAt());
  }

  Org toOrg() {
    return new Org(
        new OrgId(orgId),
        new OrgSlug(slug),
        new OrgName(name),
        plan,
        wantedPlan,
        version,
        createdAt);
  }
}
