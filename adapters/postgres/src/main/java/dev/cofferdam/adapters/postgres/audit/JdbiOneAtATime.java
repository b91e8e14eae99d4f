package dev.cofferdam.adapters.postgres.audit;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.audit.port.OneAtATime;
import org.jdbi.v3.core.Handle;

/**
 * An advisory lock, held by a transaction on the system role's pool that does nothing else: it ends
 * with the work, or with the process.
 */
public final class JdbiOneAtATime implements OneAtATime {
  private final JdbiTransactions system;

  public JdbiOneAtATime(JdbiTransactions system) {
    this.system = system;
  }

  @Override
  public boolean run(String name, Runnable work) {
    return system.apart(
        handle -> {
          boolean alone = lock(handle, name);
          if (alone) {
            work.run();
          }
          return alone;
        });
  }

  private static boolean lock(Handle handle, String name) {
    return handle
        .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 4400128377911))")
        .bind("name", name)
        .mapTo(Boolean.class)
        .one();
  }
}
