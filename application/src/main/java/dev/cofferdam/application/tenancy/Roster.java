package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.time.Instant;

/**
 * The members of orgs, for who holds the org's ledger head: what is found here stays true until the
 * commit, whatever others do at the same time, and whoever remembers a role hears of its change.
 */
public final class Roster {
  private final OrgStore orgs;
  private final MemberStore members;
  private final Revocations revocations;

  public Roster(OrgStore orgs, MemberStore members, Revocations revocations) {
    this.orgs = orgs;
    this.members = members;
    this.revocations = revocations;
  }

  /** The person behind a caller who was let through. */
  static UserId personOf(Actor caller) {
    return caller.person().orElseThrow(() -> Refusal.notFound("org"));
  }

  /**
   * @throws Refusal {@code member_not_found}
   */
  Member member(OrgId org, UserId user) {
    return members.find(org, user).orElseThrow(() -> Refusal.notFound("member"));
  }

  /**
   * Makes sure that only people in person say who is more than a member, since a role gives rights
   * that a key's scopes may not have; and only owners who is an owner.
   *
   * @param resource who is affected, as the audit trail writes it
   * @throws Refusal {@code forbidden}
   */
  static void requireRightOver(Role affected, Actor actor, Access access, String resource) {
    if (affected != Role.MEMBER && !(actor instanceof Actor.Person)) {
      throw access.refusing(
          Refusal.forbidden(
              "Only people in person may do this to admins and owners, or make them."),
          resource);
    }
    if (affected == Role.OWNER && access.role() != Role.OWNER) {
      throw access.refusing(
          Refusal.forbidden("Only owners may do this to owners, or make them."), resource);
    }
  }

  /**
   * Gives a member another role.
   *
   * @throws Refusal {@code last_owner}
   */
  Member change(OrgId org, Member member, Role role) {
    if (role != Role.OWNER) {
      requireOwnerBesides(org, member);
    }
    members.setRole(org, member.user(), role);
    tell(org, member.user());
    return member.withRole(role);
  }

  /**
   * Takes a member out.
   *
   * @throws Refusal {@code last_owner}
   */
  void remove(OrgId org, Member member) {
    requireOwnerBesides(org, member);
    removeEvenLastOwner(org, member);
  }

  /** Takes a member out whom somebody else answers for, though that may leave no owner. */
  void removeEvenLastOwner(OrgId org, Member member) {
    members.remove(org, member.user());
    tell(org, member.user());
  }

  /** Takes somebody in who is no member. */
  void join(OrgId org, UserId user, Role role, Instant at) {
    orgs.addMember(org, user, role, at);
    tell(org, user);
  }

  private void requireOwnerBesides(OrgId org, Member member) {
    if (member.role() == Role.OWNER && members.count(org, Role.OWNER) == 1) {
      throw Refusal.conflict(
          "last_owner", "This is the org's last owner. Make somebody else an owner first.");
    }
  }

  private void tell(OrgId org, UserId user) {
    revocations.publish(new Revocation.OfMember(org, user));
  }
}
