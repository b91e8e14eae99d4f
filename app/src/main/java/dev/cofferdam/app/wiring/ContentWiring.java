package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.postgres.audit.JdbiOneAtATime;
import dev.cofferdam.adapters.postgres.vault.JdbiExpiredContents;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.application.audit.port.OneAtATime;
import dev.cofferdam.application.vault.ReapContents;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** What is kept in the object store for a time, and then removed, on one node at a time. */
final class ContentWiring {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ReapContents reap;
  private final OneAtATime oneAtATime;

  ContentWiring(DatabaseWiring database, KeyWiring keys) {
    this.reap =
        new ReapContents(
            new JdbiExpiredContents(database.system),
            keys.contents,
            database.ledger,
            keys.contentKeys);
    this.oneAtATime = new JdbiOneAtATime(database.system);
  }

  void background(LifecycleEnvironment lifecycle) {
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("contents").threads(1).build();
    lifecycle.manage(
        new Periodically(
            "removing artifacts that are over their time",
            () -> oneAtATime.run("content-retention", reap::execute),
            EVERY,
            executor));
  }
}
