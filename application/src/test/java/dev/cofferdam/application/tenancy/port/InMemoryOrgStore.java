package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps orgs and their members. Safe for use by many threads. */
public final class InMemoryOrgStore implements OrgStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<OrgId, Row> orgs;
  private final InMemoryTable<OrgSlug, Slug> slugs;
  private final InMemoryTable<MemberKey, MemberRow> members;
  private Predicate<Actor> ended = actor -> false;

  public InMemoryOrgStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    orgs = InMemoryTable.ofOrgs(transactions);
    slugs = InMemoryTable.ofAll(transactions);
    members = InMemoryTable.ofOrgs(transactions);
  }

  /** What knows of credentials that were ended. */
  public void endedBy(Predicate<Actor> known) {
    ended = known;
  }

  @Override
  public boolean isEnded(Actor actor) {
    return ended.test(actor);
  }

  private record Row(Org value, Optional<Instant> deletedAt) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.id();
    }
  }

  private record Slug(OrgId org, Optional<Instant> keptUntil) {
    boolean isCurrent() {
      return keptUntil.isEmpty();
    }

    boolean isFreeFor(OrgId asking, Instant at) {
      return keptUntil.filter(until -> org.equals(asking) || !until.isAfter(at)).isPresent();
    }
  }

  record MemberKey(OrgId org, UserId user) {}

  record MemberRow(OrgId org, UserId user, Role role, Instant joinedAt)
      implements InMemoryTable.Owned {}

  @Override
  public boolean add(Org org) {
    if (!takeSlug(org, org.createdAt())) {
      return false;
    }
    orgs.put(org.id(), new Row(org, Optional.empty()));
    return true;
  }

  private boolean takeSlug(Org org, Instant at) {
    transactions.lock(List.of("slug", org.slug()));
    if (slugs.find(org.slug()).filter(slug -> !slug.isFreeFor(org.id(), at)).isPresent()) {
      return false;
    }
    slugs.put(org.slug(), new Slug(org.id(), Optional.empty()));
    return true;
  }

  @Override
  public void addMember(OrgId org, UserId user, Role role, Instant joinedAt) {
    members.put(new MemberKey(org, user), new MemberRow(org, user, role, joinedAt));
  }

  @Override
  public Optional<Org> find(OrgId org) {
    return orgs.find(org).map(Row::value);
  }

  @Override
  public boolean update(Org org, Instant at) {
    Row before = orgs.find(org.id()).orElseThrow();
    OrgSlug former = before.value().slug();
    if (!org.slug().equals(former)) {
      if (!takeSlug(org, at)) {
        return false;
      }
      slugs.put(former, new Slug(org.id(), Optional.of(at.plus(Org.SLUG_KEPT))));
    }
    orgs.put(org.id(), new Row(org, before.deletedAt()));
    return true;
  }

  @Override
  public void delete(OrgId org, Instant at) {
    orgs.put(org, new Row(find(org).orElseThrow(), Optional.of(at)));
  }

  @Override
  public Optional<Instant> deletedAt(OrgId org) {
    return orgs.find(org).flatMap(Row::deletedAt);
  }

  @Override
  public void undelete(OrgId org) {
    orgs.put(org, new Row(find(org).orElseThrow(), Optional.empty()));
  }

  @Override
  public Optional<OrgId> idOf(OrgSlug slug) {
    return slugs.find(slug).filter(Slug::isCurrent).map(Slug::org);
  }

  @Override
  public List<Membership> of(UserId user) {
    return orgs.rowsOfAllOrgs().stream()
        .filter(row -> row.deletedAt().isEmpty())
        .flatMap(row -> roleIn(row.org(), user).map(r -> new Membership(row.value(), r)).stream())
        .sorted(Comparator.comparing(membership -> membership.org().createdAt()))
        .toList();
  }

  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    return isOpen(org) ? roleIn(org, user) : Optional.empty();
  }

  @Override
  public boolean isOpen(OrgId org) {
    return orgs.rowsOfAllOrgs().stream()
        .anyMatch(row -> row.org().equals(org) && row.deletedAt().isEmpty());
  }

  @Override
  public Optional<Role> roleInDeleted(OrgId org, UserId user) {
    return isOpen(org) ? Optional.empty() : roleIn(org, user);
  }

  private Optional<Role> roleIn(OrgId org, UserId user) {
    return members.rowsOfAllOrgs().stream()
        .filter(row -> row.org().equals(org) && row.user().equals(user))
        .map(MemberRow::role)
        .findFirst();
  }

  /** Locks a row until the end of the thread's transaction, which there has to be. */
  MemberKey lock(MemberKey key) {
    transactions.lock(key);
    return key;
  }

  InMemoryTable<MemberKey, MemberRow> members() {
    return members;
  }
}
