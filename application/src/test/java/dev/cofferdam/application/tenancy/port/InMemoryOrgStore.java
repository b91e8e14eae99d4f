package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps orgs and their members. Safe for use by many threads. */
public final class InMemoryOrgStore implements OrgStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<OrgId, Row> orgs;
  private final InMemoryTable<OrgSlug, OrgId> slugs;
  private final InMemoryTable<Member, Role> members;

  public InMemoryOrgStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    orgs = InMemoryTable.ofOrgs(transactions);
    slugs = InMemoryTable.ofAll(transactions);
    members = InMemoryTable.ofAll(transactions);
  }

  private record Row(Org value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.id();
    }
  }

  private record Member(OrgId org, UserId user) {}

  @Override
  public boolean add(Org org) {
    transactions.lock(List.of("slug", org.slug()));
    if (idOf(org.slug()).isPresent()) {
      return false;
    }
    orgs.put(org.id(), new Row(org));
    slugs.put(org.slug(), org.id());
    return true;
  }

  @Override
  public void addMember(OrgId org, UserId user, Role role, Instant joinedAt) {
    members.put(new Member(org, user), role);
  }

  @Override
  public Optional<Org> find(OrgId org) {
    return orgs.find(org).map(Row::value);
  }

  @Override
  public Optional<OrgId> idOf(OrgSlug slug) {
    return slugs.find(slug);
  }

  @Override
  public List<Membership> of(UserId user) {
    return orgs.rowsOfAllOrgs().stream()
        .flatMap(row -> roleOf(row.org(), user).map(r -> new Membership(row.value(), r)).stream())
        .sorted(Comparator.comparing(membership -> membership.org().createdAt()))
        .toList();
  }

  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    return members.find(new Member(org, user));
  }
}
