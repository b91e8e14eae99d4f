package dev.cofferdam.application.access;

import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * That somebody was let through to one org. Nothing of an org can be read or changed without it,
 * and only the {@link Gatekeeper} makes one for a caller: a forgotten check does not compile.
 *
 * <p>It says what the caller was when they were let through; and what they are, once the org's
 * {@link dev.cofferdam.application.audit.port.Ledger} has {@linkplain #readmit let them in again}
 * because they change something.
 */
public final class Access {
  private final OrgId org;
  private final Supplier<Standing> again;
  private final Told told;
  private final Map<Permission, String> granted = new ConcurrentHashMap<>();
  private volatile Standing standing;

  private Access(OrgId org, Standing standing, Supplier<Standing> again, Told told) {
    this.org = org;
    this.standing = standing;
    this.again = again;
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

  /** What a caller is in an org at one time. */
  record Standing(Optional<Role> role, Optional<TokenGrant> grant, Predicate<Permission> rights) {
    /** A member's, in person or by a key. */
    static Standing ofMember(Role role, Predicate<Permission> rights) {
      return new Standing(Optional.of(role), Optional.empty(), rights);
    }

    /** A service token's. */
    static Standing ofToken(TokenGrant grant) {
      return new Standing(
          Optional.empty(), Optional.of(grant), needed -> needed.isHeldBy(grant.access()));
    }
  }

  /**
   * @param again finds out what the caller is by now, or refuses who is nothing any more
   */
  static Access of(OrgId org, Standing standing, Supplier<Standing> again, Told told) {
    return new Access(org, standing, again, told);
  }

  /**
   * What the installation does in an org by itself. For use cases that need {@link
   * Permission#SYSTEM}, and for making an org that has no members yet; an architecture test names
   * them.
   */
  public static Access ofInstallation(OrgId org) {
    Standing all = new Standing(Optional.empty(), Optional.empty(), needed -> true);
    return new Access(org, all, () -> all, Told.NOBODY);
  }

  public OrgId org() {
    return org;
  }

  /**
   * Lets the caller in once more, by what they are now: for the ledger, which calls it once it
   * holds the org's head, so that nobody changes anything by a right that was ended before. Every
   * right that was asked for until now is asked for again. It costs one look at the org's members.
   *
   * @throws Refusal {@code org_not_found} or {@code forbidden}
   */
  public void readmit() {
    standing = again.get();
    granted.forEach((permission, resource) -> require(permission, resource));
  }

  /**
   * What the caller is in the org.
   *
   * @throws Refusal {@code forbidden} for who is no member
   */
  public Role role() {
    return standing
        .role()
        .orElseThrow(
            () -> refusing(Refusal.forbidden("Only members of this org may do this."), wholeOrg()));
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
    granted.put(permission, resource);
  }

  /** Whether the caller has one more right; nobody hears that it was asked. */
  public boolean may(Permission permission) {
    return standing.rights().test(permission);
  }

  /**
   * The same refusal, recorded: for who has the right that was asked for, and is refused something
   * that it does not reach to.
   *
   * @param resource what is refused, as the audit trail writes it
   */
  public Refusal refusing(Refusal refusal, String resource) {
    told.refused(Optional.empty(), resource);
    return refusal;
  }

  /** Whether the caller may know of a project: service tokens know one. */
  public boolean sees(ProjectId project) {
    return standing
        .grant()
        .map(TokenGrant::project)
        .filter(mine -> !mine.equals(project))
        .isEmpty();
  }

  /** Whether the caller may know of an environment: service tokens know those they are for. */
  public boolean sees(EnvironmentId environment) {
    return environments().filter(mine -> !mine.contains(environment)).isEmpty();
  }

  /** The environments that a service token is for; empty for who isn't held to some. */
  public Optional<Set<EnvironmentId>> environments() {
    return standing.grant().map(TokenGrant::environments);
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
    if (standing.grant().isPresent()) {
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
