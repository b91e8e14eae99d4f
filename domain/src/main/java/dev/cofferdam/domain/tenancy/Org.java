package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.ids.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant.
 *
 * @param plan the id of its plan in the plan catalogue
 * @param wantedPlan the plan that was asked for and is not paid yet
 * @param version from 1 on, one more with each change of the org itself
 */
public record Org(
    OrgId id,
    OrgSlug slug,
    OrgName name,
    String plan,
    Optional<String> wantedPlan,
    long version,
    Instant createdAt) {
  /** How long a deleted org can be had back. */
  public static final Duration GRACE = Duration.ofDays(30);

  /**
   * How long a slug that an org gave up is kept from others, so that old addresses lead nowhere.
   */
  public static final Duration SLUG_KEPT = Duration.ofDays(30);

  /** A new org. */
  public static Org founded(OrgId id, OrgSlug slug, OrgName name, String plan, Instant at) {
    return new Org(id, slug, name, plan, Optional.empty(), 1, at);
  }

  /** The same org, founded with a plan in mind that is not paid yet. */
  public Org wanting(Optional<String> wanted) {
    return new Org(id, slug, name, plan, wanted, version, createdAt);
  }

  /** The next version of the org, so called and so addressed. */
  public Org renamed(OrgName newName, OrgSlug newSlug) {
    return new Org(id, newSlug, newName, plan, wantedPlan, version + 1, createdAt);
  }
}
