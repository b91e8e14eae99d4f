package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings an org back that was deleted at most {@link Org#GRACE} ago, for who was an owner of it; to
 * anybody else it stays unknown. One that is not deleted stays as it is.
 */
public final class UndeleteOrg {
  public static final Permission NEEDS = Permission.ORG_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final Revocations revocations;
  private final Clock clock;

  public UndeleteOrg(
      Gatekeeper gatekeeper, Ledger ledger, OrgStore orgs, Revocations revocations, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.orgs = orgs;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code org_not_found}
   */
  public OrgStore.Membership execute(Actor actor, OrgId org) {
    Access access = gatekeeper.requireEvenDeleted(actor, org, NEEDS);
    return ledger.change(
        access, change -> new OrgStore.Membership(undelete(actor, org, change), access.role()));
  }

  private Org undelete(Actor actor, OrgId id, Ledger.Change change) {
    Org org = orgs.find(id).orElseThrow(() -> Refusal.notFound("org"));
    Optional<Instant> deletedAt = orgs.deletedAt(id);
    if (deletedAt.isEmpty()) {
      return org;
    }
    if (!clock.instant().isBefore(deletedAt.get().plus(Org.GRACE))) {
      throw Refusal.notFound("org");
    }
    orgs.undelete(id);
    revocations.publish(new Revocation.OfOrg(id));
    change.record(AuditEntry.allowed(actor, "org.undelete", "org:" + id));
    return org;
  }
}
