package dev.cofferdam.application.access;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets an actor through to an org, or refuses. It fails closed: an org that the actor does not
 * belong to is refused exactly like one that doesn't exist. What is refused to an actor who does
 * belong to it goes into the org's audit trail.
 */
public final class Gatekeeper {
  private final Memberships memberships;
  private final RefusalTrail trail;

  public Gatekeeper(Memberships memberships, RefusalTrail trail) {
    this.memberships = memberships;
    this.trail = trail;
  }

  /**
   * @throws Refusal {@code unauthenticated}, {@code org_not_found} or {@code forbidden}
   */
  public Access require(Actor actor, OrgId org, Permission permission) {
    return require(actor, org, permission, memberships);
  }

  /**
   * Goes by what somebody else knows of the org's members as it is, such as a snapshot of the org.
   *
   * @throws Refusal {@code unauthenticated}, {@code org_not_found} or {@code forbidden}
   */
  public Access require(Actor actor, OrgId org, Permission permission, Memberships known) {
    return admit(actor, org, permission, known, toldOf(actor, org, permission));
  }

  /**
   * Goes by what somebody remembers of the org's members. That may be out of date, so nothing that
   * is refused by it is recorded.
   *
   * @return empty for a refusal
   */
  public Optional<Access> recall(
      Actor actor, OrgId org, Permission permission, Memberships remembered) {
    try {
      return Optional.of(admit(actor, org, permission, remembered, Access.Told.NOBODY));
    } catch (Refusal asItWasThen) {
      return Optional.empty();
    }
  }

  private Access.Told toldOf(Actor actor, OrgId org, Permission asked) {
    return (right, resource) -> trail.refused(actor, org, right.orElse(asked).code(), resource);
  }

  private static Access admit(
      Actor actor, OrgId org, Permission permission, Memberships known, Access.Told told) {
    if (actor.boundTo().filter(own -> !own.equals(org)).isPresent()) {
      throw Refusal.notFound("org");
    }
    Access access = accessOf(actor, org, known, told);
    access.require(permission);
    return access;
  }

  /**
   * As {@link #require}, and for a deleted org too, as long as it is there: who had the permission
   * in it is let through, and to anybody else there is no such org.
   *
   * @throws Refusal {@code unauthenticated}, {@code org_not_found} or {@code forbidden}
   */
  public Access requireEvenDeleted(Actor actor, OrgId org, Permission permission) {
    Optional<Role> before =
        actor instanceof Actor.Person person
            ? memberships.roleInDeleted(org, person.user())
            : Optional.empty();
    return before
        .filter(permission::isHeldBy)
        .map(
            role ->
                Access.ofMember(
                    org, role, needed -> needed.isHeldBy(role), toldOf(actor, org, permission)))
        .orElseGet(() -> require(actor, org, permission));
  }

  private static Access accessOf(Actor actor, OrgId org, Memberships known, Access.Told told) {
    if (actor instanceof Actor.Person person) {
      Role role = roleOf(known, org, person.user());
      return Access.ofMember(org, role, needed -> needed.isHeldBy(role), told);
    }
    if (actor instanceof Actor.ByApiKey key) {
      Role role = roleOf(known, org, key.user());
      Predicate<Permission> inScope =
          needed -> needed.scope().filter(key.scopes()::contains).isPresent();
      return Access.ofMember(org, role, inScope.and(needed -> needed.isHeldBy(role)), told);
    }
    if (actor instanceof Actor.ByServiceToken token) {
      if (!known.isOpen(org)) {
        throw Refusal.notFound("org");
      }
      return Access.ofToken(org, token.grant(), told);
    }
    throw Refusal.unauthenticated("unauthenticated", "This needs a credential.");
  }

  private static Role roleOf(Memberships known, OrgId org, UserId user) {
    return known.roleOf(org, user).orElseThrow(() -> Refusal.notFound("org"));
  }
}
