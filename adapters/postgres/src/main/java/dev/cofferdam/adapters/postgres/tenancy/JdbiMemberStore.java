package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.tenancy.port.MemberStore;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import java.util.List;
import java.util.Optional;

/** Members in PostgreSQL. */
public final class JdbiMemberStore implements MemberStore {
  private final JdbiTransactions transactions;

  public JdbiMemberStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Member> list(OrgId org, Optional<UserId> after, int limit) {
    return dao().list(org.value(), after.map(UserId::value), limit).stream()
        .map(MemberRow::toMember)
        .toList();
  }

  @Override
  public Optional<Member> find(OrgId org, UserId user) {
    return dao().find(org.value(), user.value()).map(MemberRow::toMember);
  }

  @Override
  public boolean hasAddress(OrgId org, EmailAddress email) {
    return dao().hasAddress(org.value(), email.value());
  }

  @Override
  public int count(OrgId org) {
    return dao().count(org.value());
  }

  @Override
  public int count(OrgId org, Role role) {
    return dao().countRole(org.value(), role.code());
  }

  @Override
  public void setRole(OrgId org, UserId user, Role role) {
    dao().setRole(org.value(), user.value(), role.code());
  }

  @Override
  public void remove(OrgId org, UserId user) {
    dao().remove(org.value(), user.value());
  }

  private MemberDao dao() {
    return transactions.handle().attach(MemberDao.class);
  }
}
