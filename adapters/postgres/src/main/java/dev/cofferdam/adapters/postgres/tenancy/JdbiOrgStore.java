package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Orgs and members in PostgreSQL. What finds an org, {@link #roleOf}, {@link #idOf} and {@link
 * #of}, may be asked outside of a transaction too.
 */
public final class JdbiOrgStore implements OrgStore {
  private final JdbiTransactions transactions;

  public JdbiOrgStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(Org org) {
    int added =
        dao()
            .add(
                org.id().value(),
                org.slug().value(),
                org.name().value(),
                org.plan(),
                org.createdAt());
    return added == 1;
  }

  @Override
  public void addMember(OrgId org, UserId user, Role role, Instant joinedAt) {
    dao().addMember(org.value(), user.value(), role.code(), joinedAt);
  }

  @Override
  public Optional<Org> find(OrgId org) {
    return dao().find(org.value()).map(OrgRow::toOrg);
  }

  @Override
  public Optional<OrgId> idOf(OrgSlug slug) {
    return transactions
        .look(handle -> handle.attach(OrgDao.class).idOf(slug.value()))
        .map(OrgId::new);
  }

  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    return transactions
        .look(handle -> handle.attach(OrgDao.class).roleOf(org.value(), user.value()))
        .map(Role::ofCode);
  }

  @Override
  public List<Membership> of(UserId user) {
    return transactions.look(handle -> handle.attach(OrgDao.class).of(user.value())).stream()
        .map(MembershipRow::toMembership)
        .toList();
  }

  private OrgDao dao() {
    return transactions.handle().attach(OrgDao.class);
  }
}
