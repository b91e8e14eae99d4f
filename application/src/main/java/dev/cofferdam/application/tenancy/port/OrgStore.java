package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.access.port.Memberships;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orgs and who belongs to them. */
public interface OrgStore extends Memberships, OrgSlugs {
  /**
   * Adds an org in the thread's transaction, after {@link
   * dev.cofferdam.application.audit.port.Ledger#open}.
   *
   * @return false when the slug is taken, or kept for who had it
   */
  boolean add(Org org);

  void addMember(OrgId org, UserId user, Role role, Instant joinedAt);

  /**
   * The org itself, deleted or not. Belongs into {@link
   * dev.cofferdam.application.audit.port.Ledger#read}.
   */
  Optional<Org> find(OrgId org);

  /**
   * Writes an org's name, slug and version anew. A former slug is kept from others for {@link
   * Org#SLUG_KEPT}, and finds nobody.
   *
   * @param at as of when slugs are kept
   * @return false, with nothing changed, when the slug is taken, or kept for who had it
   */
  boolean update(Org org, Instant at);

  /** Hides an org from everybody. */
  void delete(OrgId org, Instant at);

  /** When an org was deleted; empty when it was not. */
  Optional<Instant> deletedAt(OrgId org);

  /** Brings a deleted org back as it was. */
  void undelete(OrgId org);

  /** The orgs that a user belongs to and that aren't deleted, oldest first. */
  List<Membership> of(UserId user);

  /** An org and what the user is in it. */
  record Membership(Org org, Role role) {}
}
