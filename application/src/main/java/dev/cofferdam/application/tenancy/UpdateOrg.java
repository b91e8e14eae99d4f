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
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Clock;
import java.util.Optional;

/** Gives an org another name or another slug. */
public final class UpdateOrg {
  public static final Permission NEEDS = Permission.ORG_UPDATE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final OrgStore orgs;
  private final Revocations revocations;
  private final Clock clock;

  public UpdateOrg(
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
  public record Command(
      OrgId org, Optional<OrgName> name, Optional<OrgSlug> slug, Optional<Long> expected) {}

  /**
   * The org afterwards; with nothing to change, as it is.
   *
   * @throws Refusal {@code precondition_failed}, {@code slug_taken}
   */
  public OrgStore.Membership execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.change(
        access, change -> new OrgStore.Membership(update(actor, command, change), access.role()));
  }

  private Org update(Actor actor, Command command, Ledger.Change change) {
    Org before = orgs.find(command.org()).orElseThrow(() -> Refusal.notFound("org"));
    if (command.expected().filter(version -> version != before.version()).isPresent()) {
      throw Refusal.preconditionFailed("The org was changed meanwhile.");
    }
    Org after =
        before.renamed(command.name().orElse(before.name()), command.slug().orElse(before.slug()));
    if (after.name().equals(before.name()) && after.slug().equals(before.slug())) {
      return before;
    }
    if (!orgs.update(after, clock.instant())) {
      throw Refusal.conflict("slug_taken", "This slug is another org's.");
    }
    if (!after.slug().equals(before.slug())) {
      revocations.publish(new Revocation.OfOrg(before.id()));
    }
    change.record(AuditEntry.allowed(actor, "org.update", "org:" + before.id()));
    return after;
  }
}
