package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.RefusalTrail;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * What a caller is in the org that a request's path names. Answers are given again only to who is
 * there what they were then, or more.
 *
 * @param member whether the caller belongs there; false where no org is named
 * @param role the code of the person's role; empty for service tokens
 */
record Standing(boolean member, Optional<String> role) {
  private static final String ORG = Standing.class.getName();
  private static final Standing NONE = new Standing(false, Optional.empty());

  /** Notes which org a request's path names, for whoever asks later. */
  static void note(ContainerRequestContext request, Optional<OrgId> named) {
    named.ifPresent(org -> request.setProperty(ORG, org));
  }

  static Standing of(ContainerRequestContext request, Memberships memberships) {
    if (!(request.getProperty(ORG) instanceof OrgId org)
        || !(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
      return NONE;
    }
    Actor actor = caller.actor();
    if (actor.boundTo().filter(own -> !own.equals(org)).isPresent()) {
      return NONE;
    }
    if (actor instanceof Actor.ByServiceToken) {
      return new Standing(memberships.isOpen(org), Optional.empty());
    }
    Optional<Role> role = actor.person().flatMap(user -> memberships.roleOf(org, user));
    return new Standing(role.isPresent(), role.map(Role::code));
  }

  /**
   * Makes sure that who makes a request has not less than they had. A lower role is an entry in the
   * org's audit trail.
   *
   * @throws Refusal {@code org_not_found} for who is no member any more, {@code forbidden} for who
   *     has a lower role
   */
  static void requireStill(
      Standing before,
      ContainerRequestContext request,
      Memberships memberships,
      RefusalTrail trail) {
    Standing now = of(request, memberships);
    if (before.member() && !now.member()) {
      throw Refusal.notFound("org");
    }
    if (now.isLowerThan(before)
        && request.getProperty(ORG) instanceof OrgId org
        && request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
      trail.refused(caller.actor(), org, "answer.repeat", "org:" + org);
      throw Refusal.forbidden("This credential may not do this.");
    }
  }

  private boolean isLowerThan(Standing before) {
    return before
        .role()
        .filter(then -> !role.map(Role::ofCode).orElseThrow().isAtLeast(Role.ofCode(then)))
        .isPresent();
  }
}
