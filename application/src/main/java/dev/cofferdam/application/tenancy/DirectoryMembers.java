package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.DirectoryRoster;
import dev.cofferdam.domain.tenancy.Member;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Takes people into an org, changes their roles and takes them out as a directory says; owners come
 * first, so that there is one all the time, unless the directory leaves nobody. Members of whom the
 * directory says nothing stay what they are.
 */
public final class DirectoryMembers {
  private final MemberStore members;
  private final Roster roster;
  private final DirectoryPeople people;
  private final Clock clock;

  public DirectoryMembers(MemberStore members, Roster roster, DirectoryPeople people, Clock clock) {
    this.members = members;
    this.roster = roster;
    this.people = people;
    this.clock = clock;
  }

  /** An org here, and the issuer whose directory says who its members are. */
  record Place(String issuer, OrgId org) {}

  UserId userOf(String issuer, String person) {
    return people.require(issuer, person);
  }

  void follow(Actor actor, Place place, DirectoryRoster said, Ledger.Change change) {
    said.roles().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry -> {
              UserId user = people.require(place.issuer(), entry.getKey());
              settle(actor, place.org(), user, entry.getValue(), change);
            });
    said.everybody().stream()
        .filter(person -> !said.roles().containsKey(person))
        .sorted()
        .flatMap(person -> people.find(place.issuer(), person).stream())
        .forEach(user -> leave(actor, place.org(), user, change));
  }

  private void settle(Actor actor, OrgId org, UserId user, Role role, Ledger.Change change) {
    Optional<Member> member = members.find(org, user);
    if (member.isEmpty()) {
      roster.join(org, user, role, clock.instant());
      change.record(
          AuditEntry.allowed(actor, "member.add", "member:" + user),
          MemberEvents.joined(user, role));
    } else if (member.get().role() != role) {
      roster.change(org, member.get(), role);
      change.record(
          AuditEntry.allowed(actor, "member.make_" + role.code(), "member:" + user),
          MemberEvents.roleChanged(user, role));
    }
  }

  private void leave(Actor actor, OrgId org, UserId user, Ledger.Change change) {
    members
        .find(org, user)
        .ifPresent(
            member -> {
              roster.removeEvenLastOwner(org, member);
              change.record(
                  AuditEntry.allowed(actor, "member.remove", "member:" + user),
                  MemberEvents.removed(user, member.role()));
            });
  }
}
