package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.tenancy.DirectoryDao.DirectoryMembershipRow;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import dev.cofferdam.domain.tenancy.OrgName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Directories' last words in PostgreSQL. */
public final class JdbiDirectoryStore implements DirectoryStore {
  private final JdbiTransactions transactions;

  public JdbiDirectoryStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void lock(String issuer) {
    dao().lock(issuer);
  }

  @Override
  public Optional<DirectoryUser> findUser(String issuer, String id) {
    return dao()
        .findUser(issuer, id)
        .map(
            row ->
                new DirectoryUser(
                    row.id(),
                    row.changedAt(),
                    row.removed(),
                    row.email().map(EmailAddress::new),
                    row.emailVerified(),
                    row.name().map(PersonName::new)));
  }

  @Override
  public void put(String issuer, DirectoryUser user) {
    dao()
        .putUser(
            issuer,
            user.id(),
            user.changedAt(),
            user.removed(),
            user.email().map(EmailAddress::value),
            user.emailVerified(),
            user.name().map(PersonName::value));
  }

  @Override
  public Optional<DirectoryOrg> findOrg(String issuer, String id) {
    return dao()
        .findOrg(issuer, id)
        .map(
            row ->
                new DirectoryOrg(
                    row.id(),
                    row.changedAt(),
                    row.removed(),
                    new OrgName(row.name()),
                    row.creator()));
  }

  @Override
  public void put(String issuer, DirectoryOrg org) {
    dao()
        .putOrg(
            issuer, org.id(), org.changedAt(), org.removed(), org.name().value(), org.creator());
  }

  @Override
  public Optional<DirectoryMembership> findMembership(String issuer, String id) {
    return dao().findMembership(issuer, id).map(JdbiDirectoryStore::membership);
  }

  @Override
  public void put(String issuer, DirectoryMembership membership) {
    dao()
        .putMembership(
            issuer,
            membership.id(),
            membership.changedAt(),
            membership.removed(),
            membership.org(),
            membership.user(),
            membership.role().code(),
            membership.since());
  }

  @Override
  public List<DirectoryMembership> memberships(String issuer, String org) {
    return dao().memberships(issuer, org).stream().map(JdbiDirectoryStore::membership).toList();
  }

  @Override
  public Set<String> orgsOf(String issuer, String user) {
    return dao().orgsOf(issuer, user);
  }

  @Override
  public Set<String> gone(String issuer, Collection<String> users) {
    return dao().gone(issuer, users.toArray(String[]::new));
  }

  @Override
  public Optional<OrgId> orgOf(String issuer, String org) {
    return dao().orgOf(issuer, org).map(OrgId::new);
  }

  @Override
  public void link(String issuer, String org, OrgId here) {
    if (dao().link(issuer, org, here.value()) != 1) {
      throw new IllegalStateException("the directory has said nothing of this org");
    }
  }

  private static DirectoryMembership membership(DirectoryMembershipRow row) {
    return new DirectoryMembership(
        row.id(),
        row.changedAt(),
        row.removed(),
        row.org(),
        row.person(),
        Role.ofCode(row.role()),
        row.since());
  }

  private DirectoryDao dao() {
    return transactions.handle().attach(DirectoryDao.class);
  }
}
