package dev.cofferdam.application.access.port;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;

/** Who is what in which org, as it is now. An org that was deleted is none here. */
public interface Memberships {
  /** Empty when the user is no member, or the org does not exist. */
  Optional<Role> roleOf(OrgId org, UserId user);

  /** Whether there is such an org. */
  boolean isOpen(OrgId org);

  /**
   * Whether a credential was ended since it was checked: a session that was revoked, a key or a
   * token that was deleted, somebody whom their issuer has removed. One that nobody knows of was
   * not ended.
   */
  boolean isEnded(Actor actor);

  /** What a user was in an org when it was deleted; empty unless it was. */
  Optional<Role> roleInDeleted(OrgId org, UserId user);
}
