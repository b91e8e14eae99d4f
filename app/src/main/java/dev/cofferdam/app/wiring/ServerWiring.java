package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.http.CofferdamHttp;
import dev.cofferdam.adapters.http.billing.BillingUseCases;
import dev.cofferdam.adapters.http.platform.Followers;
import dev.cofferdam.adapters.http.platform.HttpLimits;
import dev.cofferdam.adapters.http.platform.Platform;
import dev.cofferdam.adapters.http.platform.RateLimits;
import dev.cofferdam.adapters.http.runs.PipelineResource;
import dev.cofferdam.adapters.http.runs.RunUseCases;
import dev.cofferdam.adapters.postgres.access.JdbiIdempotencyStore;
import dev.cofferdam.adapters.postgres.events.JdbiOutbox;
import dev.cofferdam.adapters.postgres.events.JdbiOutboxQueue;
import dev.cofferdam.adapters.postgres.identity.JdbiAttemptStore;
import dev.cofferdam.adapters.postgres.metering.JdbiTokenBuckets;
import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.app.background.BellThread;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.app.background.PollingWorker;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.plans.YamlPlanCatalogue;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.billing.PlanEntitlements;
import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.application.billing.port.PlanCatalogue;
import dev.cofferdam.application.events.RelayOutbox;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.metering.EntitledRetention;
import dev.cofferdam.application.metering.OrgRates;
import dev.cofferdam.application.metering.RateLimiter;
import dev.cofferdam.application.metering.ShowUsage;
import dev.cofferdam.application.metering.port.TokenBuckets;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.AdmitRuns;
import dev.cofferdam.application.runs.CancelPipeline;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.ListPipelines;
import dev.cofferdam.application.runs.ListWorkers;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.ReconcileRuns;
import dev.cofferdam.application.runs.RetryPipeline;
import dev.cofferdam.application.runs.RunAdmission;
import dev.cofferdam.application.runs.RunIntake;
import dev.cofferdam.application.runs.RunReach;
import dev.cofferdam.application.runs.ShowPipeline;
import dev.cofferdam.application.runs.TellRunAuthor;
import dev.cofferdam.application.runs.port.RunLauncher;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.application.runs.port.RuntimeStatus;
import dev.cofferdam.application.tenancy.port.InvitationTimers;
import dev.cofferdam.application.vault.port.KeyRotationLauncher;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.workflows.runs.TemporalRunLauncher;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import dev.cofferdam.workflows.tenancy.InvitationWorker;
import dev.cofferdam.workflows.tenancy.TemporalInvitationTimers;
import dev.cofferdam.workflows.tenancy.TendInvitationActivities;
import dev.cofferdam.workflows.tenancy.TendInvitationActivitiesImpl;
import dev.cofferdam.workflows.vault.TemporalKeyRotationLauncher;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A server: the REST surface, the relay, the reconciler, and, unless workers do that elsewhere, a
 * worker.
 */
public final class ServerWiring {
  private static final int RELAY_BATCH = 50;
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

  /** Twice the longest window: whoever was quiet for that long has a full bucket. */
  private static final Duration IDLE = Duration.ofHours(2);

  private static final Duration RECONCILE_EVERY = Duration.ofMinutes(1);
  private static final Duration RECORD_REFUSALS_EVERY = Duration.ofSeconds(5);
  private static final Duration WRITE_USES_EVERY = Duration.ofSeconds(5);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final Duration ROTATE_EVERY = Duration.ofHours(1);

  private final CofferdamConfiguration config;
  private final Environment environment;
  private final Clock clock = Clock.systemUTC();
  private final IdSource ids = new RandomIds(clock);
  private final IssuerWiring issuers;
  private final DatabaseWiring database;
  private final ObjectStore objects;
  private final KeyWiring keys;
  private final PlanCatalogue plans;
  private final UsageLedger usage;
  private final Outbox outbox;
  private final MailWiring mail;
  private final PeopleWiring people;
  private final TeamWiring team;
  private final VaultWiring vault;
  private final RunsWiring runs;
  private final KeyRotationWiring keyRotations;
  private final AuditWiring audit;
  private final EventWiring events;
  private final Semaphore relayBell = new Semaphore(0);
  private final Semaphore mailBell = new Semaphore(0);
  private final Semaphore admissionBell = new Semaphore(0);

  private ServerWiring(CofferdamConfiguration config, Environment environment) {
    this.config = config;
    this.environment = environment;
    plans =
        YamlPlanCatalogue.load(
            config.plans(), Path.of(System.getProperty("cofferdam.home", "."), "plans"));
    issuers = new IssuerWiring(config, clock);
    database = DatabaseWiring.open(config, environment.metrics(), clock);
    environment.lifecycle().manage(new AutoCloseableManager(database));
    objects = managedObjects();
    keys = new KeyWiring(config, database, objects, clock);
    usage = new JdbiUsageLedger(database.app);
    outbox = new JdbiOutbox(database.app, this::ring);
    mail = new MailWiring(config, database, keys, outbox, ids, clock);
    people =
        new PeopleWiring(issuers, database, keys, mail, new FirstThings(keys, plans), ids, clock);
    team = new TeamWiring(database, keys, people.gatekeeper, clock);
    vault = new VaultWiring(database, keys, people, team, usage, ids, clock);
    runs = new RunsWiring(database, keys, clock);
    keyRotations = new KeyRotationWiring(database, keys, clock);
    keyRotations.upkeep().start();
    events = new EventWiring(config, database, keys, ids, clock);
    audit =
        new AuditWiring(
            database,
            keys,
            objects,
            people.gatekeeper,
            new EntitledRetention(new PlanEntitlements(people.orgs, plans)),
            clock);
    environment.lifecycle().manage(new AutoCloseableManager(people.hearing));
    environment.lifecycle().manage(starting(people.hearing::start));
  }

  /** Puts everything into {@code environment}, which starts and stops it. */
  public static void wire(CofferdamConfiguration config, Environment environment) {
    ServerWiring wiring = new ServerWiring(config, environment);
    TemporalConnection temporal =
        TemporalWiring.connect(config.temporal(), wiring.keys.instanceSealer);
    environment.lifecycle().manage(new AutoCloseableManager(temporal));
    RuntimeStatus runtime = wiring.worker(temporal);
    wiring.background(temporal);
    environment.healthChecks().register("database", new AnswersCheck(wiring.database::ping));
    environment.healthChecks().register("temporal", new AnswersCheck(temporal::ping));
    wiring.http(runtime);
  }

  /** A worker in this process where there is to be one, and what that means for accepting runs. */
  private RuntimeStatus worker(TemporalConnection temporal) {
    if (!config.runs().embeddedWorker()) {
      return Optional::empty;
    }
    SandboxWiring sandbox = new SandboxWiring(config);
    sandbox.sandbox.ifPresent(
        found -> {
          WorkerWiring worker =
              WorkerWiring.inside(
                  config,
                  found,
                  temporal,
                  runs,
                  new WorkerWiring.RunInputs(vault.secrets, usage, admissionBell::release));
          environment.lifecycle().manage(new AutoCloseableManager(worker));
          environment.lifecycle().manage(starting(worker::start));
        });
    return () -> sandbox.missing;
  }

  private void recordRefusals() {
    environment.lifecycle().manage(new AutoCloseableManager(people.refusals));
    ScheduledExecutorService executor =
        environment.lifecycle().scheduledExecutorService("refusals").threads(1).build();
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "recording repeated refusals",
                people.refusals::flush,
                RECORD_REFUSALS_EVERY,
                executor));
  }

  private void writeCredentialUses() {
    ScheduledExecutorService executor =
        environment.lifecycle().scheduledExecutorService("credential-uses").threads(1).build();
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "writing down uses of keys and tokens",
                people.writeCredentialUses::execute,
                WRITE_USES_EVERY,
                executor));
  }

  private ObjectStore managedObjects() {
    ObjectStore store = ObjectWiring.store(config, clock);
    if (store instanceof AutoCloseable closeable) {
      environment.lifecycle().manage(new AutoCloseableManager(closeable));
    }
    return store;
  }

  private void background(TemporalConnection temporal) {
    RunLauncher launcher = new TemporalRunLauncher(temporal::client);
    InvitationTimers timers = new TemporalInvitationTimers(temporal::client);
    RunQueue queue = runs.queue(this::ring, ids);
    Map<String, Consumer<OutboxEvent>> subscribers =
        new HashMap<>(InvitationWiring.subscribers(timers));
    subscribers.put(CreatePipeline.QUEUED, event -> admissionBell.release());
    subscribers.put(
        RunQueue.ADMITTED,
        event ->
            queue
                .find(event.requireOrg(), new RunId(UUID.fromString(event.subject())))
                .ifPresent(launcher::launch));
    KeyRotationLauncher rotator = new TemporalKeyRotationLauncher(temporal::client);
    subscribers.putAll(KeyRotationWiring.subscribers(rotator));
    RelayOutbox relay =
        new RelayOutbox(new JdbiOutboxQueue(database.system), subscribers, RELAY_BATCH);
    environment.lifecycle().manage(new BellThread("outbox-relay", relay::execute, relayBell));
    environment.lifecycle().manage(mail.thread(people.identity.writeResetLetter, mailBell));
    recordRefusals();
    writeCredentialUses();
    audit.background(environment.lifecycle());
    new ContentWiring(database, keys).background(environment.lifecycle());
    events.background(
        environment.lifecycle(),
        new TellRunAuthor(
            database.ledger,
            people.identity.users,
            people.orgs,
            new LetterGuard(new JdbiAttemptStore(database.app), clock),
            mail.letterBox));
    AdmitRuns admission = new AdmitRuns(queue, clock);
    environment
        .lifecycle()
        .manage(new BellThread("run-admission", () -> admission.execute() > 0, admissionBell));
    ReconcileRuns reconciler = new ReconcileRuns(queue, launcher);
    ScheduledExecutorService executor =
        environment.lifecycle().scheduledExecutorService("reconciler").threads(1).build();
    environment
        .lifecycle()
        .manage(
            new Periodically("reconciling runs", reconciler::execute, RECONCILE_EVERY, executor));
    invitations(temporal, timers);
    keyRotations.background(environment.lifecycle(), temporal, rotator, usage);
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "forgetting expired sessions and tokens",
                people.identity.forgetExpired::execute,
                FORGET_EVERY,
                executor));
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "rotating signing keys", keys.rotateSigningKeys::execute, ROTATE_EVERY, executor));
  }

  /** The time of invitations: a worker of this server's, and who starts what nobody runs. */
  private void invitations(TemporalConnection temporal, InvitationTimers timers) {
    ScheduledExecutorService executor =
        environment.lifecycle().scheduledExecutorService("invitations").threads(1).build();
    TendInvitationActivities activities = new TendInvitationActivitiesImpl(people.invitations.tend);
    environment
        .lifecycle()
        .manage(
            new PollingWorker(
                () -> InvitationWorker.start(temporal.client(), activities), executor));
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "reconciling invitations",
                people.invitations.reconciler(timers)::execute,
                RECONCILE_EVERY,
                executor));
  }

  private void http(RuntimeStatus runtime) {
    Platform platform =
        new Platform(
            HttpLimits.DEFAULT.withUploads(config.runs().uploadLimitBytes()),
            config.edge(),
            ids,
            new Platform.Retries(
                database.app,
                new JdbiIdempotencyStore(database.app),
                keys.instanceSealer,
                people.orgs,
                people.refusals,
                clock));
    CofferdamHttp.Features features =
        new CofferdamHttp.Features(
            people.identity.useCases,
            people.tenancy,
            vault.useCases,
            keyRotations.useCases(people.gatekeeper, outbox, ids, team.useCases),
            runUseCases(runtime),
            events.useCases(people.gatekeeper, environment.lifecycle()),
            new BillingUseCases(
                new ShowUsage(people.gatekeeper, database.ledger, usage),
                new PriceUsage(people.gatekeeper, database.ledger, people.orgs, usage, plans),
                plans,
                clock),
            audit.useCases);
    new CofferdamHttp(
            platform,
            new CofferdamHttp.Door(people.authenticate, people.resolveOrg, rateLimits()),
            features)
        .install(environment, config.getServerFactory());
  }

  private RateLimits rateLimits() {
    TokenBuckets buckets = new JdbiTokenBuckets(database.app);
    RateLimiter limiter = new RateLimiter(buckets, clock);
    environment.lifecycle().manage(new AutoCloseableManager(limiter));
    ScheduledExecutorService executor =
        environment.lifecycle().scheduledExecutorService("rate-limits").threads(1).build();
    environment
        .lifecycle()
        .manage(new Periodically("giving tokens back", limiter::sweep, SWEEP_EVERY, executor));
    environment
        .lifecycle()
        .manage(
            new Periodically(
                "forgetting idle rate limits",
                () -> buckets.forgetIdle(IDLE),
                RECONCILE_EVERY,
                executor));
    OrgRates rates = new OrgRates(database.ledger, new PlanEntitlements(people.orgs, plans), clock);
    return new RateLimits(limiter, rates, people.members, config.requests().outside());
  }

  private RunUseCases runUseCases(RuntimeStatus runtime) {
    Followers followers = new Followers(HttpLimits.DEFAULT.logFollowers());
    environment.lifecycle().manage(new AutoCloseableManager(followers));
    CreatePipeline.RunIdentity identity = new CreatePipeline.RunIdentity(ids, clock);
    RunIntake intake = intake(runtime, identity);
    return new RunUseCases(
        new PipelineResource.Pipelines(
            new CreatePipeline(people.gatekeeper, database.ledger, intake, events.callbacks()),
            new ShowPipeline(people.gatekeeper, database.ledger, runs.runs),
            new ListPipelines(people.gatekeeper, database.ledger, runs.runs),
            new CancelPipeline(
                people.gatekeeper, database.ledger, runs.runs, runs.bell, runs.ender(usage)),
            new RetryPipeline(people.gatekeeper, database.ledger, runs.runs, intake)),
        new ListWorkers(people.gatekeeper, database.ledger, runs.workers, clock),
        config.runs().policy(),
        new ReadLog(people.gatekeeper, database.ledger, runs.runs, runs.log),
        runs.artifacts(people.gatekeeper),
        runs.createUpload(people.gatekeeper, identity),
        runs.bell,
        followers,
        clock);
  }

  private RunIntake intake(RuntimeStatus runtime, CreatePipeline.RunIdentity identity) {
    PlanEntitlements entitlements = new PlanEntitlements(people.orgs, plans);
    return runs.intake(
        new RunReach(vault.finder, vault.references),
        new RunAdmission(runtime, config.runs().policy(), entitlements, runs.turns),
        outbox,
        identity);
  }

  private void ring() {
    relayBell.release();
    mailBell.release();
  }

  private static Managed starting(Runnable start) {
    return new Managed() {
      @Override
      public void start() {
        start.run();
      }
    };
  }
}
