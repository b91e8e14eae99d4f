package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.adapters.postgres.access.MasterKeyUseDao.MasterKeyUseRow;
import dev.cofferdam.application.access.port.MasterKeyUses;
import java.util.Map;
import java.util.stream.Collectors;

/** Which master keys wrapped what, over all tables and orgs, as the system role sees it. */
public final class JdbiMasterKeyUses implements MasterKeyUses {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiMasterKeyUses(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public Map<String, Long> counts() {
    return system.look(handle -> counts(handle.attach(MasterKeyUseDao.class)));
  }

  @Override
  public boolean retire(String masterKeyId) {
    return system.apart(
        handle -> {
          MasterKeyUseDao dao = handle.attach(MasterKeyUseDao.class);
          dao.lock();
          if (counts(dao).containsKey(masterKeyId)) {
            return false;
          }
          dao.retire(masterKeyId);
          return true;
        });
  }

  private static Map<String, Long> counts(MasterKeyUseDao dao) {
    return dao.counts().stream()
        .collect(Collectors.toMap(MasterKeyUseRow::masterKeyId, MasterKeyUseRow::keysets));
  }
}
