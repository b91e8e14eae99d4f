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
  private final Told told;

  private Access(
      OrgId org,
      Optional<Role> role,
      Optional<TokenGrant> grant,
      Predicate<Permission> rights,
      Told told) {
    this.org = org;
    this.role = role;
    this.grant = grant;
    this.rights = rights;
    this.told = told;
  }

  /** Hears what is refused. */
  @FunctionalInterface
  interface Told {
    /** For what nobody hears of. */
    Told NOBODY = (right, resource) -> {};

    /**
     * @param right that was missing; empty for the one that the gatekeeper was asked for
     */
    void refused(Optional<Permission> right, String resource);
  }

  /** A member's, in person or by a key. */
  static Access ofMember(OrgId org, Role role, Predicate<Permission> rights, Told told) {
    return new Access(org, Optional.of(role), Optional.empty(), rights, told);
  }

  /** A service token's. */
  static Access ofToken(OrgId org, TokenGrant grant, Told told) {
    return new Access(
        org, Optional.empty(), Optional.of(grant), needed -> needed.isHeldBy(grant.access()), told);
  }

  /**
   * What the installation does in an org by itself. For use cases that need {@link
   * Permission#SYSTEM}, and for making an org that has no members yet; an architecture test names
   * them.
   */
  public static Access ofInstallation(OrgId org) {
    return new Access(org, Optional.empty(), Optional.empty(), needed -> true, Told.NOBODY);
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
    if (role.isEmpty()) {
      told.refused(Optional.empty(), wholeOrg());
      throw Refusal.forbidden("Only members of this org may do this.");
    }
    return role.get();
  }

  /**
   * Asks for one more right.
   *
   * @throws Refusal {@code forbidden}
   */
  public void require(Permission permission) {
    require(permission, wholeOrg());
  }

  /**
   * Asks for one more right.
   *
   * @param resource what it is asked for, as the audit trail writes it
   * @throws Refusal {@code forbidden}
   */
  public void require(Permission permission, String resource) {
    if (!may(permission)) {
      told.refused(Optional.of(permission), resource);
      throw Refusal.forbidden("This credential may not do this.");
    }
  }

  /** Whether the caller has one more right; nobody hears that it was asked. */
  public boolean may(Permission permission) {
    return rights.test(permission);
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

  /**
   * The refusal for what is not there, or not for this caller to know of. A service token that asks
   * for anything but what it was made for is recorded, whether there is such a thing or not: else
   * the time that takes would tell.
   *
   * @param what in the words of {@link Refusal#notFound}
   * @param resource what was asked for, as the audit trail writes it
   */
  public Refusal unseen(String what, String resource) {
    if (grant.isPresent()) {
      told.refused(Optional.empty(), resource);
    }
    return Refusal.notFound(what);
  }

  private String wholeOrg() {
    return "org:" + org;
  }

  @Override
  public String toString() {
    return "Access[" + org + "]";
  }
}
