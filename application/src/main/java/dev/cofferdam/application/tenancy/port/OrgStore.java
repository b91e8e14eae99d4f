package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orgs and who belongs to them. */
public interface OrgStore extends Memberships {
  /**
   * Adds an org in the thread's transaction, after {@link
   * dev.cofferdam.application.audit.port.Ledger#open}.
   *
   * @return false when the slug is taken
   */
  boolean add(Org org);

  void addMember(OrgId org, UserId user, Role role, Instant joinedAt);

  /** The org itself. Belongs into {@link dev.cofferdam.application.audit.port.Ledger#read}. */
  Optional<Org> find(OrgId org);

  /** Which org has a slug; known to everybody, like nothing else about it. */
  Optional<OrgId> idOf(OrgSlug slug);

  /** The orgs that a user belongs to, oldest first. */
  List<Membership> of(UserId user);

  /** An org and what the user is in it. */
  record Membership(Org org, Role role) {}
}
