package dev.cofferdam.application.access;

import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * That somebody was let through to one org. Nothing of an org can be read or changed without it,
 * and only the {@link Gatekeeper} makes one for a caller: a forgotten check does not compile.
 */
public final class Access {
  private final OrgId org;
  private final Optional<Role> role;
  private final Optional<TokenGrant> grant;
  private final Predicate<Permission> rights;

  private Access(
      OrgId org, Optional<Role> role, Optional<TokenGrant> grant, Predicate<Permission> rights) {
    this.org = org;
    this.role = role;
    this.grant = grant;
    this.rights = rights;
  }

  /** A member's, in person or by a key. */
  static Access ofMember(OrgId org, Role role, Predicate<Permission> rights) {
    return new Access(org, Optional.of(role), Optional.empty(), rights);
  }

  /** A service token's. */
  static Access ofToken(OrgId org, TokenGrant grant) {
    return new Access(
        org, Optional.empty(), Optional.of(grant), needed -> needed.isHeldBy(grant.access()));
  }

  /**
   * What the installation does in an org by itself. For use cases that need {@link
   * Permission#SYSTEM}, and for making an org that has no members yet; an architecture test names
   * them.
   */
  public static Access ofInstallation(OrgId org) {
    return new Access(org, Optional.empty(), Optional.empty(), needed -> true);
  }

  public OrgId org() {
    return org;
  }

  /**
   * What the caller is in the org.
   *
   * @throws Refusal {@code forbidden} for who is no member
   */
  public Role role() {
    return role.orElseThrow(() -> Refusal.forbidden("Only members of this org may do this."));
  }

  /**
   * Asks for one more right.
   *
   * @throws Refusal {@code forbidden}
   */
  public void require(Permission permission) {
    if (!rights.test(permission)) {
      throw Refusal.forbidden("This credential may not do this.");
    }
  }

  /** Whether the caller may know of a project: service tokens know one. */
  public boolean sees(ProjectId project) {
    return grant.map(TokenGrant::project).filter(mine -> !mine.equals(project)).isEmpty();
  }

  /** Whether the caller may know of an environment: service tokens know those they are for. */
  public boolean sees(EnvironmentId environment) {
    return grant
        .map(TokenGrant::environments)
        .filter(mine -> !mine.contains(environment))
        .isEmpty();
  }

  @Override
  public String toString() {
    return "Access[" + org + "]";
  }
}
