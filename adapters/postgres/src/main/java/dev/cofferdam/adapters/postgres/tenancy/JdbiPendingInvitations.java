package dev.cofferdam.adapters.postgres.tenancy;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.tenancy.port.PendingInvitations;
import java.util.List;

/** Pending invitations of all orgs, as the system role sees them. */
public final class JdbiPendingInvitations implements PendingInvitations {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiPendingInvitations(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<Pending> list(int limit) {
    return system.look(handle -> handle.attach(PendingInvitationDao.class).list(limit)).stream()
        .map(PendingInvitationDao.PendingInvitationRow::toPending)
        .toList();
  }
}
