package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes an org with everything that an org has from its first moment: ledger head, key, owner. */
public final class OrgFounder {
  private static final int SLUG_ATTEMPTS = 5;

  private final Ledger ledger;
  private final OrgStore orgs;
  private final NewOrgs newOrgs;
  private final IdSource ids;
  private final Clock clock;

  public OrgFounder(Ledger ledger, OrgStore orgs, NewOrgs newOrgs, IdSource ids, Clock clock) {
    this.ledger = ledger;
    this.orgs = orgs;
    this.newOrgs = newOrgs;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Founds an org in the thread's transaction.
   *
   * @param slug the one that was asked for; where empty one is made from the name
   * @throws Refusal {@code slug_taken}
   */
  public Org found(Actor.Person owner, OrgName name, Optional<OrgSlug> slug) {
    return found(owner, name, slug, Optional.empty());
  }

  /**
   * Founds an org in the thread's transaction, with a plan in mind.
   *
   * @param wanted the plan that was asked for and is not paid yet
   * @throws Refusal {@code slug_taken}
   */
  Org found(Actor.Person owner, OrgName name, Optional<OrgSlug> slug, Optional<String> wanted) {
    OrgId id = new OrgId(ids.next());
    ledger.open(id);
    return ledger.change(
        Access.ofInstallation(id),
        change -> {
          Org org = addUnderFreeSlug(new Wish(id, name, wanted), slug);
          newOrgs.make(id);
          orgs.addMember(id, owner.user(), Role.OWNER, org.createdAt());
          change.record(
              AuditEntry.allowed(owner, "org.create", "org:" + id)
                  .committing(Commitment.TO_NOTHING));
          return org;
        });
  }

  private record Wish(OrgId id, OrgName name, Optional<String> plan) {}

  private Org addUnderFreeSlug(Wish wish, Optional<OrgSlug> asked) {
    OrgName name = wish.name();
    OrgSlug slug = asked.orElseGet(() -> OrgSlug.suggestedBy(name.value()));
    for (int attempt = 0; attempt < SLUG_ATTEMPTS; attempt++) {
      Org org =
          Org.founded(wish.id(), slug, name, newOrgs.startingPlan(), clock.instant())
              .wanting(wish.plan());
      if (orgs.add(org)) {
        return org;
      }
      if (asked.isPresent()) {
        break;
      }
      slug = OrgSlug.suggestedBy(name.value()).with(suffix());
    }
    throw Refusal.conflict("slug_taken", "This slug is another org's.");
  }

  private String suffix() {
    UUID chance = ids.next();
    return String.format("%06x", chance.getLeastSignificantBits() & 0xffffff);
  }
}
