package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.TrailTrimmer;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Trims as the system role, each time in a transaction of its own. It needs to name no anchor when
 * it removes: its policies show it nothing behind one.
 */
public final class JdbiTrailTrimmer implements TrailTrimmer {
  private final JdbiTransactions system;

  public JdbiTrailTrimmer(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public Instant now() {
    return system.look(handle -> handle.attach(TrimDao.class).now());
  }

  @Override
  public List<OrgId> orgs(Optional<OrgId> after, int limit) {
    return system
        .look(
            handle ->
                handle.attach(TrimDao.class).orgs(after.map(OrgId::value).orElse(null), limit))
        .stream()
        .map(OrgId::new)
        .toList();
  }

  @Override
  public void put(SignedClaim anchor) {
    system.apart(
        handle ->
            handle
                .attach(TrimDao.class)
                .put(anchor.claim().org().value(), anchor.claim().seq(), anchor.text()));
  }

  @Override
  public int remove(OrgId org, int limit) {
    return system.apart(
        handle -> {
          TrimDao dao = handle.attach(TrimDao.class);
          int removed = dao.removeEntries(org.value(), limit);
          dao.removeCheckpoints(org.value());
          dao.removeReads(org.value());
          return removed;
        });
  }
}
