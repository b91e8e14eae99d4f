package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import java.util.Optional;
import java.util.Set;

/** What somebody is to the stage's org, as the permission table sees it. */
sealed interface Standing {
  /**
   * Nobody, as far as the server can tell.
   *
   * @param status of the refusal
   * @param code of the refusal
   */
  record Nobody(int status, String code) implements Standing {
    @Override
    public boolean isPerson() {
      return false;
    }

    @Override
    public boolean isInOrg() {
      return false;
    }

    @Override
    public boolean holds(Permission permission) {
      return false;
    }
  }

  /** A person who owns another org and is nobody in this one. */
  record Outsider() implements Standing {
    @Override
    public boolean isPerson() {
      return true;
    }

    @Override
    public boolean isInOrg() {
      return false;
    }

    @Override
    public boolean holds(Permission permission) {
      return !permission.isInOrg();
    }
  }

  /** A person who belongs to the org. */
  record Member(Role role) implements Standing {
    @Override
    public boolean isPerson() {
      return true;
    }

    @Override
    public boolean isInOrg() {
      return true;
    }

    @Override
    public boolean holds(Permission permission) {
      return !permission.isInOrg() || permission.isHeldBy(role);
    }
  }

  /**
   * A person whom another issuer vouches for, so without a session or a password here.
   *
   * @param role what they are in the org; empty for nobody
   */
  record Vouched(Optional<Role> role) implements Standing {
    @Override
    public boolean isPerson() {
      return true;
    }

    @Override
    public boolean isInOrg() {
      return role.isPresent();
    }

    @Override
    public boolean holds(Permission permission) {
      return !permission.isInOrg() || role.filter(permission::isHeldBy).isPresent();
    }

    @Override
    public boolean sees(Thing thing) {
      return !thing.equals(Thing.SESSION);
    }
  }

  /** A key or token of another org. */
  record Elsewhere() implements Standing {
    @Override
    public boolean isPerson() {
      return false;
    }

    @Override
    public boolean isInOrg() {
      return false;
    }

    @Override
    public boolean holds(Permission permission) {
      return permission == Permission.WHOAMI;
    }
  }

  /** A member's API key. */
  record Key(Role role, Set<Scope> scopes) implements Standing {
    public Key {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public boolean isPerson() {
      return false;
    }

    @Override
    public boolean isInOrg() {
      return true;
    }

    @Override
    public boolean holds(Permission permission) {
      return permission == Permission.WHOAMI
          || (permission.isHeldBy(role) && permission.scope().filter(scopes::contains).isPresent());
    }
  }

  /** What a service token was made for, as seen from the things of the stage. */
  enum Reach {
    HERE,
    ANOTHER_ENVIRONMENT,
    ANOTHER_PROJECT
  }

  /** A service token of the org. */
  record Token(TokenAccess access, Reach reach) implements Standing {
    @Override
    public boolean isPerson() {
      return false;
    }

    @Override
    public boolean isInOrg() {
      return true;
    }

    @Override
    public boolean holds(Permission permission) {
      return permission == Permission.WHOAMI || permission.isHeldBy(access);
    }

    @Override
    public boolean sees(Thing thing) {
      return switch (reach) {
        case HERE -> true;
        case ANOTHER_ENVIRONMENT ->
            !Set.of(Thing.ENVIRONMENT, Thing.SIBLING, Thing.RUN).contains(thing);
        case ANOTHER_PROJECT -> !Set.of(Thing.PROJECT, Thing.RUN).contains(thing);
      };
    }
  }

  boolean isPerson();

  boolean isInOrg();

  /** Whether the stage's own thing of this kind is there for them, once they hold the right. */
  default boolean sees(Thing thing) {
    return true;
  }

  /** Whether the table gives them this right, where they are. */
  boolean holds(Permission permission);
}
