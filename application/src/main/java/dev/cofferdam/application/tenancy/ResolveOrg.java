package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.RightsCache;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.tenancy.port.OrgSlugs;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Set;

/**
 * Finds the org that an address names by slug or id. It says nothing about the caller's rights
 * there.
 */
public final class ResolveOrg {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final OrgSlugs slugs;
  private final RightsCache remembered;

  public ResolveOrg(OrgSlugs slugs, RightsCache remembered) {
    this.slugs = slugs;
    this.remembered = remembered;
  }

  /**
   * @param slugOrId as written in the path
   * @throws Refusal {@code org_not_found}; an id is taken as it is. What a store that is not there
   *     says goes on to the caller
   */
  public OrgId execute(String slugOrId) {
    return OrgId.parse(slugOrId).orElseGet(() -> bySlug(slugOrId));
  }

  private OrgId bySlug(String text) {
    OrgSlug slug;
    try {
      slug = new OrgSlug(text);
    } catch (Refusal notASlug) {
      throw Refusal.notFound("org");
    }
    return remembered.find(slug, OrgId.class).orElseGet(() -> ask(slug));
  }

  private OrgId ask(OrgSlug slug) {
    RightsCache.Look look = remembered.look();
    OrgId org = slugs.idOf(slug).orElseThrow(() -> Refusal.notFound("org"));
    remembered.keep(look, slug, org, Set.of(new Revocation.OfOrg(org)));
    return org;
  }
}
