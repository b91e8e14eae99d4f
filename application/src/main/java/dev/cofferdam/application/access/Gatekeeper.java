package dev.cofferdam.application.access;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;

/**
 * Lets an actor through to an org, or refuses. It fails closed: an org that the actor does not
 * belong to is refused exactly like one that doesn't exist.
 */
public final class Gatekeeper {
  private final Memberships memberships;

  public Gatekeeper(Memberships memberships) {
    this.memberships = memberships;
  }

  /**
   * @return the role by which the actor may
   * @throws Refusal {@code unauthenticated}, {@code org_not_found} or {@code forbidden}
   */
  public Role require(Actor actor, OrgId org, Permission permission) {
    Role role =
        memberships.roleOf(org, actor.requireUser()).orElseThrow(() -> Refusal.notFound("org"));
    if (!permission.isHeldBy(role)) {
      throw Refusal.forbidden("A " + role.code() + " of this org may not do this.");
    }
    return role;
  }
}
