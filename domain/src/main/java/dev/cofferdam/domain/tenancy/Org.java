package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param plan the id of its plan in the plan catalogue
 */
public record Org(OrgId id, OrgSlug slug, OrgName name, String plan, Instant createdAt) {}
