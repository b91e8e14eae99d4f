package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Instant;

/**
 * An org as one of its members sees it.
 *
 * @param role the caller's in it
 */
record OrgView(String id, String slug, String name, String plan, Instant createdAt, String role) {
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
