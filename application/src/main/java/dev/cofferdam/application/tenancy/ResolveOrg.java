package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgSlug;

/**
 * Finds the org that an address names by slug or id. It says nothing about the caller's rights
 * there.
 */
public final class ResolveOrg {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final OrgStore orgs;

  public ResolveOrg(Transactions transactions, OrgStore orgs) {
    this.transactions = transactions;
    this.orgs = orgs;
  }

  /**
   * @param slugOrId as written in the path
   * @throws Refusal {@code org_not_found}; an id is taken as it is
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
    return transactions.required(() -> orgs.idOf(slug)).orElseThrow(() -> Refusal.notFound("org"));
  }
}
