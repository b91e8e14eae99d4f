package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Role;

/** An org with what somebody is in it. */
record MembershipRow(OrgRow org, String role) {
  Membership toMembership() {
    return new Membership(org.toOrg(), Role.ofCode(role));
  }
}
