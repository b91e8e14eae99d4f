package dev.cofferdam.domain.access;

import static dev.cofferdam.domain.access.Role.ADMIN;
import static dev.cofferdam.domain.access.Role.MEMBER;
import static dev.cofferdam.domain.access.Role.OWNER;

import java.util.Set;

/**
 * The permission table: every right in the product and the roles that have it. A use case names the
 * one that it needs in its constant {@code NEEDS}; an architecture test refuses one without.
 */
public enum Permission {
  /** Asked of nobody: registering, logging in, the plan list. */
  PUBLIC,
  /** What a signed-in user may do with what is their own: profile, sessions, new orgs. */
  SELF,
  /**
   * What the installation does by itself: relaying, executing, reconciling. No caller from outside
   * has it.
   */
  SYSTEM,
  ORG_READ(OWNER, ADMIN, MEMBER),
  PROJECT_READ(OWNER, ADMIN, MEMBER),
  PROJECT_CREATE(OWNER, ADMIN, MEMBER),
  ENVIRONMENT_READ(OWNER, ADMIN, MEMBER),
  ENVIRONMENT_CREATE(OWNER, ADMIN, MEMBER),
  SECRET_LIST(OWNER, ADMIN, MEMBER),
  SECRET_READ(OWNER, ADMIN, MEMBER),
  SECRET_WRITE(OWNER, ADMIN, MEMBER),
  RUN_READ(OWNER, ADMIN, MEMBER),
  RUN_CREATE(OWNER, ADMIN, MEMBER),
  RUN_CANCEL(OWNER, ADMIN, MEMBER),
  USAGE_READ(OWNER, ADMIN, MEMBER),
  AUDIT_READ(OWNER, ADMIN);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, which its type can't say
  private final Set<Role> roles;

  Permission(Role... roles) {
    this.roles = Set.of(roles);
  }

  public boolean isHeldBy(Role role) {
    return roles.contains(role);
  }
}
