package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.events.EventUseCases;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.HttpLimits;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.events.JdbiEventFeed;
import dev.cofferdam.adapters.postgres.events.JdbiEventTrimmer;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.TrimEvents;
import dev.cofferdam.application.events.port.EventFeed;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** What happens in orgs: kept, followed, and carried out. */
final class EventWiring {
  private static final Duration TRIM_EVERY = Duration.ofHours(1);

  private final DatabaseWiring database;
  private final Clock clock;
  private final EventFeed feed;

  EventWiring(DatabaseWiring database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.feed = new JdbiEventFeed(database.app);
  }

  void background(LifecycleEnvironment lifecycle) {
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("events").threads(1).build();
    TrimEvents trim = new TrimEvents(new JdbiEventTrimmer(database.system), clock);
    lifecycle.manage(new Periodically("removing old events", trim::execute, TRIM_EVERY, executor));
  }

  EventUseCases useCases(Gatekeeper gatekeeper, LifecycleEnvironment lifecycle) {
    Followers followers =
        new Followers(
            HttpLimits.DEFAULT.eventFollowers(),
            HttpLimits.DEFAULT.eventFollowersOfOrg(),
            Followers.Pace.NORMAL);
    lifecycle.manage(new AutoCloseableManager(followers));
    return new EventUseCases(
        new ReadEvents(gatekeeper, database.ledger, new JdbiAuditTrail(database.app), feed),
        database.eventBell,
        followers,
        clock);
  }
}
