package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Role;
import java.time.Instant;
import java.util.UUID;

/** An org with what somebody is in it. */
record MembershipRow(
    UUID orgId, String slug, String name, String plan, Instant createdAt, String role) {
  Membership toMembership() {
    return new Membership(
        new OrgRow(orgId, slug, name, plan, createdAt).toOrg(), Role.ofCode(role));
  }
}
