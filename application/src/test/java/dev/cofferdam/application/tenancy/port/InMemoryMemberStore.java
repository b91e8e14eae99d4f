package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.identity.port.InMemoryApiKeyStore;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.InMemoryOrgStore.MemberKey;
import dev.cofferdam.application.tenancy.port.InMemoryOrgStore.MemberRow;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The members that an {@link InMemoryOrgStore} keeps. Safe for use by many threads. */
public final class InMemoryMemberStore implements MemberStore {
  private final InMemoryOrgStore orgs;
  private final UserStore users;
  private final InMemoryApiKeyStore keys;

  public InMemoryMemberStore(InMemoryOrgStore orgs, UserStore users, InMemoryApiKeyStore keys) {
    this.orgs = orgs;
    this.users = users;
    this.keys = keys;
  }

  @Override
  public List<Member> list(OrgId org, Optional<UserId> after, int limit) {
    return rows(org)
        .sorted(Comparator.comparing(row -> row.user().toString()))
        .filter(row -> after.filter(id -> !isBehind(row.user(), id)).isEmpty())
        .limit(limit)
        .map(this::member)
        .toList();
  }

  private static boolean isBehind(UserId user, UserId other) {
    return user.toString().compareTo(other.toString()) > 0;
  }

  @Override
  public Optional<Member> find(OrgId org, UserId user) {
    return orgs.members().find(new MemberKey(org, user)).map(this::member);
  }

  @Override
  public boolean hasAddress(OrgId org, EmailAddress email) {
    return rows(org)
        .map(this::member)
        .anyMatch(each -> each.email().filter(email::equals).isPresent());
  }

  @Override
  public int count(OrgId org) {
    return (int) rows(org).count();
  }

  @Override
  public int count(OrgId org, Role role) {
    return (int) rows(org).filter(row -> row.role() == role).count();
  }

  @Override
  public void setRole(OrgId org, UserId user, Role role) {
    MemberKey key = orgs.lock(new MemberKey(org, user));
    orgs.members()
        .find(key)
        .ifPresent(row -> orgs.members().put(key, new MemberRow(org, user, role, row.joinedAt())));
  }

  @Override
  public void remove(OrgId org, UserId user) {
    MemberKey key = orgs.lock(new MemberKey(org, user));
    orgs.members().find(key).ifPresent(row -> orgs.members().remove(key));
    keys.removeAll(org, user);
  }

  private Stream<MemberRow> rows(OrgId org) {
    return orgs.members().rows().stream().filter(row -> row.org().equals(org));
  }

  private Member member(MemberRow row) {
    User user = users.find(row.user()).orElseThrow();
    return new Member(user.id(), user.email(), user.name(), row.role(), row.joinedAt());
  }
}
