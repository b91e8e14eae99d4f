package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.identity.OwnAccount;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Optional;

/** Makes another org, owned by who asks for it; nobody owns more than {@link #MOST_OWNED}. */
public final class CreateOrg {
  public static final Permission NEEDS = Permission.SELF;
  static final int MOST_OWNED = 100;

  private final OwnAccount account;
  private final OrgStore orgs;
  private final OrgFounder founder;

  public CreateOrg(OwnAccount account, OrgStore orgs, OrgFounder founder) {
    this.account = account;
    this.orgs = orgs;
    this.founder = founder;
  }

  public record Command(OrgName name, Optional<OrgSlug> slug) {}

  /**
   * @throws Refusal {@code slug_taken}, {@code too_many_orgs}, {@code forbidden} for keys and
   *     tokens
   */
  public Org execute(Actor actor, Command command) {
    Actor.Person owner = actor.inPerson();
    return account.during(
        owner.user(),
        () -> {
          if (orgs.isEnded(owner)) {
            throw Refusal.unauthenticated("invalid_token", "This credential has ended.");
          }
          requireRoom(owner);
          return founder.found(owner, command.name(), command.slug());
        });
  }

  private void requireRoom(Actor.Person owner) {
    long owned = orgs.of(owner.user()).stream().filter(place -> place.role() == Role.OWNER).count();
    if (owned >= MOST_OWNED) {
      throw Refusal.conflict("too_many_orgs", "You own " + MOST_OWNED + " orgs; delete one first.");
    }
  }
}
