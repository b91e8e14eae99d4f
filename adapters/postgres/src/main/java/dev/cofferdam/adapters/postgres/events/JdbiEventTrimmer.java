package dev.cofferdam.adapters.postgres.events;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.EventTrimmer;
import java.time.Instant;

/** Removes what is old over all orgs. */
public final class JdbiEventTrimmer implements EventTrimmer {
  private final JdbiTransactions system;

  /**
   * @param system transactions of the system role
   */
  public JdbiEventTrimmer(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public int trim(Instant before, int limit) {
    return system.required(
        () -> {
          EventDao dao = system.handle().attach(EventDao.class);
          return Math.max(dao.trimDeliveries(before, limit), dao.trim(before, limit));
        });
  }
}
