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

  private Access admit(
      Actor actor, OrgId org, Permission permission, Memberships known, Access.Told told) {
    if (actor.boundTo().filter(own -> !own.equals(org)).isPresent()) {
      throw Refusal.notFound("org");
    }
    Access access =
        Access.of(org, standingOf(actor, org, known), () -> standingAgain(actor, org), told);
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
    Optional<Access.Standing> before = standingInDeleted(actor, org);
    if (before.filter(standing -> standing.rights().test(permission)).isEmpty()) {
      return require(actor, org, permission);
    }
    Access access =
        Access.of(
            org,
            before.get(),
            () -> standingInDeleted(actor, org).orElseGet(() -> standingAgain(actor, org)),
            toldOf(actor, org, permission));
    access.require(permission);
    return access;
  }

  private Optional<Access.Standing> standingInDeleted(Actor actor, OrgId org) {
    return actor instanceof Actor.Person person
        ? memberships
            .roleInDeleted(org, person.user())
            .map(role -> Access.Standing.ofMember(role, needed -> needed.isHeldBy(role)))
        : Optional.empty();
  }

  /** By what they are now, and by a credential that still is one. */
  private Access.Standing standingAgain(Actor actor, OrgId org) {
    if (memberships.isEnded(actor)) {
      throw Refusal.unauthenticated("invalid_token", "This credential has ended.");
    }
    return standingOf(actor, org, memberships);
  }

  private static Access.Standing standingOf(Actor actor, OrgId org, Memberships known) {
    if (actor instanceof Actor.Person person) {
      Role role = roleOf(known, org, person.user());
      return Access.Standing.ofMember(role, needed -> needed.isHeldBy(role));
    }
    if (actor instanceof Actor.ByApiKey key) {
      Role role = roleOf(known, org, key.user());
      Predicate<Permission> inScope =
          needed -> needed.scope().filter(key.scopes()::contains).isPresent();
      return Access.Standing.ofMember(role, inScope.and(needed -> needed.isHeldBy(role)));
    }
    if (actor instanceof Actor.ByServiceToken token) {
      if (!known.isOpen(org)) {
        throw Refusal.notFound("org");
      }
      return Access.Standing.ofToken(token.grant());
    }
    throw Refusal.unauthenticated("unauthenticated", "This needs a credential.");
  }

  private static Role roleOf(Memberships known, OrgId org, UserId user) {
    return known.roleOf(org, user).orElseThrow(() -> Refusal.notFound("org"));
  }
}
