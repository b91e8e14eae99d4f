package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Orgs in PostgreSQL. What finds an org, {@link #roleOf} and its likes, {@link #idOf} and {@link
 * #of}, may be asked outside of a transaction too.
 */
public final class JdbiOrgStore implements OrgStore {
  private final JdbiTransactions transactions;

  public JdbiOrgStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(Org org) {
    return dao().add(OrgRow.of(org)) == 1;
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
  public boolean update(Org org, Instant at) {
    if (!hasSlug(org) && !takeSlug(org, at)) {
      return false;
    }
    dao().update(OrgRow.of(org));
    return true;
  }

  private boolean hasSlug(Org org) {
    return idOf(org.slug()).filter(org.id()::equals).isPresent();
  }

  /** An org has one slug at every moment, so the new one is taken, then the old one given up. */
  private boolean takeSlug(Org org, Instant at) {
    SlugDao slugs = transactions.handle().attach(SlugDao.class);
    Instant until = at.plus(Org.SLUG_KEPT);
    if (slugs.keep(org.id().value(), org.slug().value(), until, at) == 0) {
      return false;
    }
    slugs.giveUp(org.id().value(), until);
    slugs.use(org.id().value(), org.slug().value());
    return true;
  }

  @Override
  public void delete(OrgId org, Instant at) {
    dao().setDeleted(org.value(), Optional.of(at));
  }

  @Override
  public Optional<Instant> deletedAt(OrgId org) {
    return dao().deletedAt(org.value());
  }

  @Override
  public void undelete(OrgId org) {
    dao().setDeleted(org.value(), Optional.empty());
  }

  @Override
  public Optional<OrgId> idOf(OrgSlug slug) {
    return transactions
        .look(handle -> handle.attach(SlugDao.class).idOf(slug.value()))
        .map(OrgId::new);
  }

  @Override
  public Optional<Role> roleOf(OrgId org, UserId user) {
    return transactions
        .look(handle -> handle.attach(OrgDao.class).roleOf(org.value(), user.value()))
        .map(Role::ofCode);
  }

  @Override
  public boolean isOpen(OrgId org) {
    return transactions.look(handle -> handle.attach(OrgDao.class).isOpen(org.value()));
  }

  @Override
  public boolean isEnded(Actor actor) {
    if (actor instanceof Actor.SignedIn me) {
      return asked(dao -> dao.isRevoked(me.session().value()));
    }
    if (actor instanceof Actor.ByIssuer me) {
      return asked(dao -> dao.isRemoved(me.user().value()));
    }
    if (actor instanceof Actor.ByApiKey me) {
      return asked(dao -> dao.isKeyDeleted(me.org().value(), me.key().value()));
    }
    return actor instanceof Actor.ByServiceToken me
        && asked(dao -> dao.isTokenDeleted(me.org().value(), me.token().value()));
  }

  private boolean asked(Predicate<EndedDao> question) {
    return transactions.look(handle -> question.test(handle.attach(EndedDao.class)));
  }

  @Override
  public Optional<Role> roleInDeleted(OrgId org, UserId user) {
    return transactions
        .look(handle -> handle.attach(OrgDao.class).roleInDeleted(org.value(), user.value()))
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
