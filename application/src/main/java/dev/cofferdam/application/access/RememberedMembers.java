package dev.cofferdam.application.access;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Memberships as this process remembers them, for what is asked at each request and gives no right,
 * such as whose rate limit counts. Only what is there is remembered: that somebody is no member may
 * change without anybody being told.
 */
public final class RememberedMembers implements Memberships {
  private final Memberships truth;
  private final RightsCache remembered;

  public RememberedMembers(Memberships truth, RightsCache remembered) {
    this.truth = truth;
    this.remembered = remembered;
  }

  private record MemberKey(OrgId org, UserId user) {}

  private record OpenKey(OrgId org) {}

  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    MemberKey key = new MemberKey(org, user);
    Optional<Role> known = remembered.find(key, Role.class);
    if (known.isPresent()) {
      return known;
    }
    RightsCache.Look look = remembered.look();
    Optional<Role> role = truth.roleOf(org, user);
    role.ifPresent(
        is ->
            remembered.keep(
                look,
                key,
                is,
                Set.of(new Revocation.OfMember(org, user), new Revocation.OfOrg(org))));
    return role;
  }

  @Override
  public boolean isOpen(OrgId org) {
    OpenKey key = new OpenKey(org);
    if (remembered.find(key, Boolean.class).isPresent()) {
      return true;
    }
    RightsCache.Look look = remembered.look();
    boolean open = truth.isOpen(org);
    if (open) {
      remembered.keep(look, key, true, Set.of(new Revocation.OfOrg(org)));
    }
    return open;
  }

  /** Nobody remembers that something has not ended. */
  @Override
  public boolean isEnded(Actor actor) {
    return truth.isEnded(actor);
  }

  @Override
  public Optional<Role> roleInDeleted(OrgId org, UserId user) {
    return truth.roleInDeleted(org, user);
  }
}
