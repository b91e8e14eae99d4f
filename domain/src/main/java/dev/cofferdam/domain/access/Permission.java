package dev.cofferdam.domain.access;

import static dev.cofferdam.domain.access.Role.ADMIN;
import static dev.cofferdam.domain.access.Role.MEMBER;
import static dev.cofferdam.domain.access.Role.OWNER;
import static dev.cofferdam.domain.access.TokenAccess.READ;
import static dev.cofferdam.domain.access.TokenAccess.RUN;
import static dev.cofferdam.domain.access.TokenAccess.WRITE;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The permission table: every right in the product, the least role that has it, the scope that an
 * API key needs for it, and the service tokens that have it. A use case names the one that it needs
 * in its constant {@code NEEDS}; an architecture test refuses one without.
 */
public enum Permission {
  /** Asked of nobody: registering, logging in, the plan list. */
  PUBLIC,
  /** What a person may do with what is their own: profile, sessions, keys, new orgs. */
  SELF,
  /** Who one is: asked of every credential. */
  WHOAMI,
  /**
   * What the installation does by itself: relaying, executing, reconciling. No caller from outside
   * has it.
   */
  SYSTEM,
  ORG_READ(MEMBER, Scope.ORG_READ),
  ORG_UPDATE(ADMIN, Scope.ORG_WRITE),
  ORG_DELETE(OWNER),
  ORG_TRANSFER(OWNER),
  MEMBER_READ(MEMBER, Scope.MEMBERS_READ),
  MEMBER_UPDATE(ADMIN, Scope.MEMBERS_WRITE),
  MEMBER_LEAVE(MEMBER),
  INVITATION_READ(ADMIN, Scope.MEMBERS_READ),
  INVITATION_WRITE(ADMIN, Scope.MEMBERS_WRITE),
  SERVICE_TOKEN_READ(ADMIN, Scope.TOKENS_READ),
  SERVICE_TOKEN_WRITE(ADMIN, Scope.TOKENS_WRITE),
  PROJECT_READ(MEMBER, Scope.PROJECTS_READ, READ, WRITE, RUN),
  PROJECT_CREATE(MEMBER, Scope.PROJECTS_WRITE),
  PROJECT_UPDATE(MEMBER, Scope.PROJECTS_WRITE),
  PROJECT_DELETE(ADMIN, Scope.PROJECTS_WRITE),
  ENVIRONMENT_READ(MEMBER, Scope.PROJECTS_READ, READ, WRITE, RUN),
  ENVIRONMENT_CREATE(MEMBER, Scope.PROJECTS_WRITE),
  ENVIRONMENT_UPDATE(MEMBER, Scope.PROJECTS_WRITE),
  ENVIRONMENT_DELETE(MEMBER, Scope.PROJECTS_WRITE),
  /** To make an environment that only admins and tokens made for it may use. */
  ENVIRONMENT_PROTECT(ADMIN, Scope.PROJECTS_WRITE),
  /** Asked besides another right wherever the environment is protected. */
  ENVIRONMENT_PROTECTED_USE(ADMIN, Scope.PROJECTS_READ, READ, WRITE, RUN),
  SECRET_LIST(MEMBER, Scope.SECRETS_READ, READ, WRITE),
  SECRET_READ(MEMBER, Scope.SECRETS_READ, READ, WRITE),
  SECRET_WRITE(MEMBER, Scope.SECRETS_WRITE, WRITE),
  /** To have a run get an environment's secrets. */
  SECRET_INJECT(MEMBER, Scope.SECRETS_READ, RUN),
  /** To see which keys an org has, and how a rotation goes on; never a key. */
  KEY_READ(ADMIN, Scope.KEYS_READ),
  KEY_ROTATE(ADMIN, Scope.KEYS_WRITE),
  /** To know to whom files for the team are encrypted. */
  TEAM_RECIPIENT_READ(MEMBER, Scope.SECRETS_READ, READ, WRITE),
  /** To read such files: it opens those of all environments, so no token has it. */
  TEAM_IDENTITY_READ(MEMBER, Scope.SECRETS_READ),
  RUN_READ(MEMBER, Scope.RUNS_READ, RUN),
  RUN_CREATE(MEMBER, Scope.RUNS_WRITE, RUN),
  RUN_CANCEL(MEMBER, Scope.RUNS_WRITE, RUN),
  /** To follow the org's events, each of which needs a right of its own besides. */
  EVENT_READ(MEMBER, Scope.EVENTS_READ, READ, WRITE, RUN),
  WEBHOOK_READ(ADMIN, Scope.WEBHOOKS_READ),
  WEBHOOK_WRITE(ADMIN, Scope.WEBHOOKS_WRITE),
  USAGE_READ(MEMBER, Scope.USAGE_READ),
  AUDIT_READ(ADMIN, Scope.AUDIT_READ);

  private final Optional<Role> least;
  private final Optional<Scope> scope;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, which its type can't say
  private final Set<TokenAccess> tokens;

  /** Held by no role: who has it follows from the actor alone. */
  Permission() {
    this.least = Optional.empty();
    this.scope = Optional.empty();
    this.tokens = Set.of();
  }

  /** For people alone: no key or token has it. */
  Permission(Role least) {
    this.least = Optional.of(least);
    this.scope = Optional.empty();
    this.tokens = Set.of();
  }

  Permission(Role least, Scope scope, TokenAccess... tokens) {
    this.least = Optional.of(least);
    this.scope = Optional.of(scope);
    this.tokens = Set.of(tokens);
  }

  /** Whether it is a right in an org, which a role gives. */
  public boolean isInOrg() {
    return least.isPresent();
  }

  public boolean isHeldBy(Role role) {
    return least.filter(role::isAtLeast).isPresent();
  }

  /** The scope that an API key needs; empty where no key has this right. */
  public Optional<Scope> scope() {
    return scope;
  }

  /** The scopes that are worth anything to a key of somebody in this role. */
  public static Set<Scope> scopesOf(Role role) {
    return Arrays.stream(values())
        .filter(permission -> permission.isHeldBy(role))
        .flatMap(permission -> permission.scope.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether service tokens of this kind have it, in their own project and environments. */
  public boolean isHeldBy(TokenAccess access) {
    return tokens.contains(access);
  }

  /** As {@code noun.verb}, the way the audit trail writes what was refused. */
  public String code() {
    String name = name().toLowerCase(Locale.ROOT);
    int verb = name.lastIndexOf('_');
    return verb < 0 ? name + ".use" : name.substring(0, verb) + "." + name.substring(verb + 1);
  }

  /** The roles that hold it, highest first. */
  public Set<Role> roles() {
    return Arrays.stream(Role.values())
        .filter(this::isHeldBy)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
