package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/**
 * One org as it was at one state, to the one person who asks.
 *
 * @param open whether it was there
 * @param role what the person was in it; empty for who was no member
 */
record OrgThen(boolean open, Optional<Role> role) implements Memberships {
  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    return role;
  }

  @Override
  public boolean isOpen(OrgId org) {
    return open;
  }

  /** The caller's was checked, and nothing of it is known that is newer. */
  @Override
  public boolean isEnded(Actor actor) {
    return false;
  }

  @Override
  public Optional<Role> roleInDeleted(OrgId org, UserId user) {
    return Optional.empty();
  }
}
