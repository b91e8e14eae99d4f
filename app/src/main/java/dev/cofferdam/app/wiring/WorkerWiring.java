package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.adapters.postgres.tenancy.JdbiOrgStore;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.app.config.InstallationId;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.ReapSandboxes;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.runs.port.WorkerStore;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.runs.Worker;
import dev.cofferdam.domain.tenancy.OrgSlug;
import dev.cofferdam.workflows.runs.RunWorker;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import io.dropwizard.core.setup.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: polls Temporal for runs, executes them in this machine's runtime, and clears up after
 * them.
 */
public final class WorkerWiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerWiring.class);
  private static final Duration REAP_EVERY = Duration.ofMinutes(1);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 1_000;

  private final TemporalConnection temporal;
  private final RunWorker.Activities activities;
  private final Worker self;
  private final WorkerStore workers;
  private final Periodically reaper;
  private final Periodically beat;
  private final ScheduledExecutorService timer;
  private final Runnable owned;
  private @Nullable RunWorker worker;
  private @Nullable Future<?> retry;
  private volatile boolean closed;

  private WorkerWiring(
      TemporalConnection temporal,
      RunWorker.Activities activities,
      Worker self,
      Around around,
      Runnable owned) {
    this.temporal = temporal;
    this.activities = activities;
    this.self = self;
    this.workers = around.workers();
    this.timer = around.timer();
    this.owned = owned;
    this.reaper =
        new Periodically("clearing up after runs", around.reap()::execute, REAP_EVERY, timer);
    this.beat =
        new Periodically(
            "saying that this worker lives",
            () -> workers.beat(self, around.clock().instant()),
            BEAT_EVERY,
            timer);
  }

  /** What a worker does besides its runs. */
  private record Around(
      ReapSandboxes reap, WorkerStore workers, ScheduledExecutorService timer, Clock clock) {}

  /** A worker in a server's process, over the server's own parts. */
  static WorkerWiring inside(
      CofferdamConfiguration config,
      Sandbox sandbox,
      TemporalConnection temporal,
      RunsWiring runs,
      RunInputs inputs) {
    ScheduledExecutorService timer = timer();
    RunsWiring.WorkerMeans means =
        new RunsWiring.WorkerMeans(config.runs().policy(), timer, inputs.roomAgain());
    return new WorkerWiring(
        temporal,
        runs.activities(sandbox, inputs.secrets(), inputs.usage(), means),
        self(config, Set.of()),
        new Around(runs.reaper(sandbox), runs.workers, timer, Clock.systemUTC()),
        () -> {});
  }

  private static Worker self(CofferdamConfiguration config, Set<OrgId> orgs) {
    String id = InstallationId.in(config.dataDir()).value();
    return new Worker(id, orgs, config.runs().slotsHere(), false);
  }

  /**
   * What of other features a worker writes and reads.
   *
   * @param roomAgain told when a slot has become free
   */
  record RunInputs(SecretStore secrets, UsageLedger usage, Runnable roomAgain) {}

  /**
   * A worker in a process of its own.
   *
   * @param orgs slugs or ids of the orgs that it serves, and no others; empty for one that serves
   *     all that have no workers of their own
   * @throws IllegalArgumentException for an org that there isn't
   */
  public static WorkerWiring alone(
      CofferdamConfiguration config, Environment environment, List<String> orgs) {
    Clock clock = Clock.systemUTC();
    SandboxWiring sandbox = new SandboxWiring(config);
    Sandbox runtime =
        sandbox.sandbox.orElseThrow(
            () -> new IllegalStateException(sandbox.missing.orElse("no runtime")));
    DatabaseWiring database = DatabaseWiring.open(config, environment.metrics(), clock);
    KeyWiring keys = new KeyWiring(config, database, ObjectWiring.store(config, clock), clock);
    TemporalConnection temporal = TemporalWiring.connect(config.temporal(), keys.instanceSealer);
    environment.healthChecks().register("database", new AnswersCheck(database::ping));
    environment.healthChecks().register("temporal", new AnswersCheck(temporal::ping));
    RunsWiring runs = new RunsWiring(database, keys, clock);
    ScheduledExecutorService timer = timer();
    RunsWiring.WorkerMeans means =
        new RunsWiring.WorkerMeans(config.runs().policy(), timer, () -> {});
    return new WorkerWiring(
        temporal,
        runs.activities(
            runtime, new JdbiSecretStore(database.app), new JdbiUsageLedger(database.app), means),
        self(config, named(orgs, database)),
        new Around(runs.reaper(runtime), runs.workers, timer, clock),
        () -> {
          temporal.close();
          database.close();
        });
  }

  private static Set<OrgId> named(List<String> orgs, DatabaseWiring database) {
    JdbiOrgStore store = new JdbiOrgStore(database.app);
    return orgs.stream().map(org -> named(org, store)).collect(Collectors.toUnmodifiableSet());
  }

  private static OrgId named(String slugOrId, JdbiOrgStore store) {
    return OrgId.parse(slugOrId)
        .or(() -> store.idOf(new OrgSlug(slugOrId)))
        .orElseThrow(() -> new IllegalArgumentException("--orgs: there is no org " + slugOrId));
  }

  private static ScheduledExecutorService timer() {
    return Executors.newScheduledThreadPool(
        4,
        work -> {
          Thread thread = new Thread(work, "run-timer");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Begins to poll, once Temporal answers; until then it says so and tries again. */
  public void start() {
    reaper.start();
    beat.start();
    timer.execute(this::poll);
  }

  private synchronized void poll() {
    if (closed) {
      return;
    }
    try {
      worker = RunWorker.start(temporal.client(), activities, self);
    } catch (RuntimeException down) {
      LOG.warn("Temporal can't be reached; trying again: {}", down.toString());
      retry = timer.schedule(this::poll, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    reaper.stop();
    beat.stop();
    retire();
    if (retry != null) {
      retry.cancel(false);
    }
    if (worker != null) {
      worker.close();
    }
    timer.shutdownNow();
    owned.run();
  }

  private void retire() {
    try {
      workers.retire(self.id());
    } catch (Refusal unreachable) {
      LOG.warn("This worker leaves without saying so: {}", unreachable.getMessage());
    }
  }
}
