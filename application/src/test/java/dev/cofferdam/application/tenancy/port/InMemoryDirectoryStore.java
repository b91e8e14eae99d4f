package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps the last words of directories. Safe for use by many threads. */
public final class InMemoryDirectoryStore implements DirectoryStore {
  private final InMemoryTransactions transactions;
  private final InMemoryTable<Key, DirectoryUser> users;
  private final InMemoryTable<Key, DirectoryOrg> orgs;
  private final InMemoryTable<Key, Word> memberships;
  private final InMemoryTable<Key, OrgId> links;

  public InMemoryDirectoryStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    users = InMemoryTable.ofAll(transactions);
    orgs = InMemoryTable.ofAll(transactions);
    memberships = InMemoryTable.ofAll(transactions);
    links = InMemoryTable.ofAll(transactions);
  }

  private record Key(String issuer, String id) {}

  private record Word(String issuer, DirectoryMembership membership) {}

  @Override
  public void lock(String issuer) {
    transactions.lock(List.of("directory", issuer));
  }

  @Override
  public Optional<DirectoryUser> findUser(String issuer, String id) {
    return users.find(new Key(issuer, id));
  }

  @Override
  public void put(String issuer, DirectoryUser user) {
    users.put(new Key(issuer, user.id()), user);
  }

  @Override
  public Optional<DirectoryOrg> findOrg(String issuer, String id) {
    return orgs.find(new Key(issuer, id));
  }

  @Override
  public void put(String issuer, DirectoryOrg org) {
    orgs.put(new Key(issuer, org.id()), org);
  }

  @Override
  public Optional<DirectoryMembership> findMembership(String issuer, String id) {
    return memberships.find(new Key(issuer, id)).map(Word::membership);
  }

  @Override
  public void put(String issuer, DirectoryMembership membership) {
    memberships.put(new Key(issuer, membership.id()), new Word(issuer, membership));
  }

  @Override
  public List<DirectoryMembership> memberships(String issuer, String org) {
    return ofIssuer(issuer).stream().filter(each -> each.org().equals(org)).toList();
  }

  private List<DirectoryMembership> ofIssuer(String issuer) {
    return memberships.rows().stream()
        .filter(word -> word.issuer().equals(issuer))
        .map(Word::membership)
        .toList();
  }

  @Override
  public Set<String> orgsOf(String issuer, String user) {
    Set<String> found =
        ofIssuer(issuer).stream()
            .filter(each -> each.user().equals(user))
            .map(DirectoryMembership::org)
            .collect(Collectors.toCollection(TreeSet::new));
    orgs.rows().stream()
        .filter(org -> org.creator().filter(user::equals).isPresent())
        .map(DirectoryOrg::id)
        .filter(id -> orgs.find(new Key(issuer, id)).isPresent())
        .forEach(found::add);
    return found;
  }

  @Override
  public Set<String> gone(String issuer, Collection<String> people) {
    return people.stream()
        .filter(id -> findUser(issuer, id).filter(DirectoryUser::removed).isPresent())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<OrgId> orgOf(String issuer, String org) {
    return links.find(new Key(issuer, org));
  }

  @Override
  public void link(String issuer, String org, OrgId here) {
    if (findOrg(issuer, org).isEmpty()) {
      throw new IllegalStateException("the directory has said nothing of this org");
    }
    links.put(new Key(issuer, org), here);
  }
}
