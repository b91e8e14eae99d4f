package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.egress.events.HttpWebhookSender;
import dev.cofferdam.adapters.egress.events.JsonEventBodies;
import dev.cofferdam.adapters.egress.events.RandomWebhookSecrets;
import dev.cofferdam.adapters.http.events.EventUseCases;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.HttpLimits;
import dev.cofferdam.adapters.postgres.audit.JdbiAuditTrail;
import dev.cofferdam.adapters.postgres.events.JdbiDeliveryQueue;
import dev.cofferdam.adapters.postgres.events.JdbiDeliveryStore;
import dev.cofferdam.adapters.postgres.events.JdbiEventFeed;
import dev.cofferdam.adapters.postgres.events.JdbiEventTrimmer;
import dev.cofferdam.adapters.postgres.events.JdbiOutboxQueue;
import dev.cofferdam.adapters.postgres.events.JdbiWebhookStore;
import dev.cofferdam.app.background.BellThread;
import dev.cofferdam.app.background.DeliveryThreads;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.CarryOutEvent;
import dev.cofferdam.application.events.ChangeWebhookEndpoint;
import dev.cofferdam.application.events.CreateWebhookEndpoint;
import dev.cofferdam.application.events.DeleteWebhookEndpoint;
import dev.cofferdam.application.events.ListDeliveries;
import dev.cofferdam.application.events.ListWebhookEndpoints;
import dev.cofferdam.application.events.PickDeliveries;
import dev.cofferdam.application.events.ReadEvents;
import dev.cofferdam.application.events.RelayOutbox;
import dev.cofferdam.application.events.ReplayDelivery;
import dev.cofferdam.application.events.RotateWebhookSecret;
import dev.cofferdam.application.events.SendDelivery;
import dev.cofferdam.application.events.ShowWebhookEndpoint;
import dev.cofferdam.application.events.TestWebhookEndpoint;
import dev.cofferdam.application.events.TrimEvents;
import dev.cofferdam.application.events.WebhookDesk;
import dev.cofferdam.application.events.port.DeliveryStore;
import dev.cofferdam.application.events.port.EventBodies;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.application.events.port.WebhookSecrets;
import dev.cofferdam.application.events.port.WebhookStore;
import dev.cofferdam.application.runs.TellRunAuthor;
import dev.cofferdam.domain.ids.IdSource;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** What happens in orgs: kept, followed, and carried out. */
final class EventWiring {
  private static final Duration TRIM_EVERY = Duration.ofHours(1);
  private static final int RELAY_BATCH = 50;

  /** Webhooks under way at once, and those of one org among them. */
  private static final int PLACES = 32;

  private static final int PLACES_OF_ORG = 8;

  private final DatabaseWiring database;
  private final IdSource ids;
  private final Clock clock;
  private final EventFeed feed;
  private final WebhookStore endpoints;
  private final DeliveryStore deliveries;
  private final HttpWebhookSender sender;
  private final EventBodies bodies = new JsonEventBodies();
  private final WebhookSecrets secrets = new RandomWebhookSecrets();
  private final Semaphore sendBell = new Semaphore(0);
  private final ReplayDelivery.SenderBell afterCommit;

  EventWiring(
      CofferdamConfiguration config,
      DatabaseWiring database,
      KeyWiring keys,
      IdSource ids,
      Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.feed = new JdbiEventFeed(database.app);
    this.endpoints = new JdbiWebhookStore(database.app, keys.instanceSealer);
    this.deliveries = new JdbiDeliveryStore(database.app, keys.instanceSealer);
    this.sender = new HttpWebhookSender(config.openForWebhooks());
    this.afterCommit = new ReplayDelivery.SenderBell(database.app, sendBell::release);
  }

  /**
   * @param tellAuthor who is told of an event besides endpoints and callbacks
   */
  void background(LifecycleEnvironment lifecycle, TellRunAuthor tellAuthor) {
    ScheduledExecutorService executor =
        lifecycle.scheduledExecutorService("events").threads(1).build();
    TrimEvents trim = new TrimEvents(new JdbiEventTrimmer(database.system), clock);
    lifecycle.manage(new Periodically("removing old events", trim::execute, TRIM_EVERY, executor));
    CarryOutEvent carryOut =
        new CarryOutEvent(
            database.ledger,
            new CarryOutEvent.Stores(feed, endpoints, deliveries),
            bodies,
            afterCommit,
            ids,
            clock);
    RelayOutbox relay =
        new RelayOutbox(
            new JdbiOutboxQueue(database.system),
            Map.of(
                EventFeed.TOLD,
                told ->
                    carryOut
                        .execute(
                            new CarryOutEvent.Command(
                                told.requireOrg(), Long.parseLong(told.subject())))
                        .ifPresent(tellAuthor::execute)),
            RELAY_BATCH);
    lifecycle.manage(new BellThread("event-relay", relay::execute, database.toldBell));
    lifecycle.manage(new AutoCloseableManager(sender));
    lifecycle.manage(
        new DeliveryThreads(
            new PickDeliveries(
                new JdbiDeliveryQueue(database.system), PLACES, PLACES_OF_ORG, clock),
            new SendDelivery(
                database.ledger,
                endpoints,
                deliveries,
                sender,
                secrets,
                () -> ThreadLocalRandom.current().nextDouble(),
                clock),
            PLACES,
            sendBell));
  }

  Callbacks callbacks() {
    return new Callbacks(endpoints, sender);
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
        webhooks(new WebhookDesk(gatekeeper, database.ledger, endpoints, sender)),
        clock);
  }

  private EventUseCases.Webhooks webhooks(WebhookDesk desk) {
    return new EventUseCases.Webhooks(
        new CreateWebhookEndpoint(desk, secrets, ids, clock),
        new ListWebhookEndpoints(desk),
        new ShowWebhookEndpoint(desk),
        new ChangeWebhookEndpoint(desk, clock),
        new DeleteWebhookEndpoint(desk),
        new RotateWebhookSecret(desk, secrets, clock),
        new TestWebhookEndpoint(desk, deliveries, bodies, afterCommit, ids, clock),
        new ListDeliveries(desk, deliveries),
        new ReplayDelivery(desk, deliveries, afterCommit, ids, clock));
  }
}
