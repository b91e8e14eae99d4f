package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.postgres.metering.JdbiUsageLedger;
import dev.cofferdam.adapters.postgres.vault.JdbiSecretStore;
import dev.cofferdam.app.background.Periodically;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.metering.port.UsageLedger;
import dev.cofferdam.application.runs.ReapSandboxes;
import dev.cofferdam.application.runs.port.Sandbox;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.workflows.runs.RunWorker;
import dev.cofferdam.workflows.temporal.TemporalConnection;
import io.dropwizard.core.setup.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final long RETRY_MILLIS = 1_000;

  private final TemporalConnection temporal;
  private final RunWorker.Activities activities;
  private final int slots;
  private final Periodically reaper;
  private final ScheduledExecutorService timer;
  private final Runnable owned;
  private @Nullable RunWorker worker;
  private @Nullable Future<?> retry;
  private volatile boolean closed;

  private WorkerWiring(
      TemporalConnection temporal,
      RunWorker.Activities activities,
      int slots,
      ReapSandboxes reap,
      ScheduledExecutorService timer,
      Runnable owned) {
    this.temporal = temporal;
    this.activities = activities;
    this.slots = slots;
    this.timer = timer;
    this.owned = owned;
    this.reaper = new Periodically("clearing up after runs", reap::execute, REAP_EVERY, timer);
  }

  /** A worker in a server's process, over the server's own parts. */
  static WorkerWiring inside(
      CofferdamConfiguration config,
      Sandbox sandbox,
      TemporalConnection temporal,
      RunsWiring runs,
      RunInputs inputs) {
    ScheduledExecutorService timer = timer();
    return new WorkerWiring(
        temporal,
        runs.activities(sandbox, inputs.secrets(), inputs.usage(), config.runs().policy(), timer),
        config.runs().slotsHere(),
        runs.reaper(sandbox),
        timer,
        () -> {});
  }

  /** What of other features a worker writes and reads. */
  record RunInputs(SecretStore secrets, UsageLedger usage) {}

  /** A worker in a process of its own. */
  public static WorkerWiring alone(CofferdamConfiguration config, Environment environment) {
    Clock clock = Clock.systemUTC();
    SandboxWiring sandbox = new SandboxWiring(config);
    Sandbox runtime =
        sandbox.sandbox.orElseThrow(
            () -> new IllegalStateException(sandbox.missing.orElse("no runtime")));
    DatabaseWiring database = DatabaseWiring.open(config, environment.metrics(), clock);
    KeyWiring keys = new KeyWiring(config, database, clock);
    TemporalConnection temporal = TemporalWiring.connect(config.temporal(), keys.instanceSealer);
    environment.healthChecks().register("database", new AnswersCheck(database::ping));
    environment.healthChecks().register("temporal", new AnswersCheck(temporal::ping));
    RunsWiring runs = new RunsWiring(database, keys, clock);
    RunInputs inputs =
        new RunInputs(new JdbiSecretStore(database.app), new JdbiUsageLedger(database.app));
    ScheduledExecutorService timer = timer();
    return new WorkerWiring(
        temporal,
        runs.activities(runtime, inputs.secrets(), inputs.usage(), config.runs().policy(), timer),
        config.runs().slotsHere(),
        runs.reaper(runtime),
        timer,
        () -> {
          temporal.close();
          database.close();
        });
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
    timer.execute(this::poll);
  }

  private synchronized void poll() {
    if (closed) {
      return;
    }
    try {
      worker = RunWorker.start(temporal.client(), activities, slots);
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
    if (retry != null) {
      retry.cancel(false);
    }
    if (worker != null) {
      worker.close();
    }
    timer.shutdownNow();
    owned.run();
  }
}
