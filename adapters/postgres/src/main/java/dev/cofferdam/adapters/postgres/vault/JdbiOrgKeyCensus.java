package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.vault.port.OrgKeyCensus;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Orgs' keysets of all orgs, as the system role sees them: how they stand, never their bytes. */
public final class JdbiOrgKeyCensus implements OrgKeyCensus {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiOrgKeyCensus(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public List<OrgId> unshared(int limit) {
    return orgs(dao -> dao.unshared(limit));
  }

  @Override
  public List<OrgId> shared(int limit) {
    return orgs(dao -> dao.shared(limit));
  }

  @Override
  public List<OrgId> halfDestroyed(int limit) {
    return orgs(dao -> dao.halfDestroyed(limit));
  }

  @Override
  public List<OrgId> notWrappedBy(String masterKeyId, int limit) {
    return orgs(dao -> dao.notWrappedBy(masterKeyId, limit));
  }

  private List<OrgId> orgs(Function<OrgKeyCensusDao, List<UUID>> query) {
    return system.look(handle -> query.apply(handle.attach(OrgKeyCensusDao.class))).stream()
        .map(OrgId::new)
        .toList();
  }
}
