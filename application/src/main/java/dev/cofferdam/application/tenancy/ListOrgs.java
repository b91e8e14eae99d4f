package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import java.util.List;

/** Lists the orgs that a user belongs to. */
public final class ListOrgs {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final OrgStore orgs;

  public ListOrgs(Transactions transactions, OrgStore orgs) {
    this.transactions = transactions;
    this.orgs = orgs;
  }

  public List<OrgStore.Membership> execute(Actor actor) {
    return transactions.required(() -> orgs.of(actor.requirePerson()));
  }
}
