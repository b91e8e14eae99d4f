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
import java.util.Optional;

/**
 * Hides an org from everybody at once; {@link UndeleteOrg} brings it back within {@link Org#GRACE}.
 * Its slug stays its own, and what it is running goes on to its end.
 */
public final class DeleteOrg {
  public static final Permission NEEDS = Permission.ORG_DELETE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final Revocations revocations;
  private final Clock clock;

  public DeleteOrg(
      Gatekeeper gatekeeper, Ledger ledger, OrgStore orgs, Revocations revocations, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.orgs = orgs;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * @param expected the version that the org has to have
   */
  public record Command(OrgId org, Optional<Long> expected) {}

  /**
   * @throws Refusal {@code precondition_failed}
   */
  public void execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    ledger.change(access, change -> delete(actor, command, change));
  }

  private Org delete(Actor actor, Command command, Ledger.Change change) {
    Org org = orgs.find(command.org()).orElseThrow(() -> Refusal.notFound("org"));
    if (orgs.deletedAt(org.id()).isPresent()) {
      throw Refusal.notFound("org");
    }
    if (command.expected().filter(version -> version != org.version()).isPresent()) {
      throw Refusal.preconditionFailed("The org was changed meanwhile.");
    }
    orgs.delete(org.id(), clock.instant());
    revocations.publish(new Revocation.OfOrg(org.id()));
    change.record(AuditEntry.allowed(actor, "org.delete", "org:" + org.id()));
    return org;
  }
}
