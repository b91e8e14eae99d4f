package dev.cofferdam.app.wiring;

import dev.cofferdam.workflows.temporal.TemporalConnection;
import dev.cofferdam.workflows.vault.KeyWorker;
import dev.cofferdam.workflows.vault.RotateKeyActivities;
import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's worker for keys: it begins to poll once Temporal answers. */
final class KeyWorkerWiring implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWorkerWiring.class);
  private static final long RETRY_MILLIS = 1_000;

  private final TemporalConnection temporal;
  private final RotateKeyActivities activities;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "key-worker-start");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable KeyWorker worker;
  private @Nullable Future<?> retry;
  private boolean stopped;

  KeyWorkerWiring(TemporalConnection temporal, RotateKeyActivities activities) {
    this.temporal = temporal;
    this.activities = activities;
  }

  @Override
  public void start() {
    timer.execute(this::poll);
  }

  private synchronized void poll() {
    if (stopped) {
      return;
    }
    try {
      worker = KeyWorker.start(temporal.client(), activities);
    } catch (RuntimeException down) {
      LOG.warn("Temporal can't be reached; trying again: {}", down.toString());
      retry = timer.schedule(this::poll, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    if (retry != null) {
      retry.cancel(false);
    }
    timer.shutdownNow();
    if (worker != null) {
      worker.close();
    }
  }
}
