package dev.cofferdam.app.background;

import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that begins to poll once Temporal answers; until then it says so and tries again. */
public final class PollingWorker implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(PollingWorker.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Supplier<? extends AutoCloseable> worker;
  private final ScheduledExecutorService executor;
  private @Nullable AutoCloseable polling;
  private @Nullable Future<?> retry;
  private boolean stopped;

  /**
   * @param worker starts one
   */
  public PollingWorker(
      Supplier<? extends AutoCloseable> worker, ScheduledExecutorService executor) {
    this.worker = worker;
    this.executor = executor;
  }

  @Override
  public void start() {
    executor.execute(this::poll);
  }

  private synchronized void poll() {
    if (stopped) {
      return;
    }
    try {
      polling = worker.get();
    } catch (RuntimeException down) {
      LOG.warn("Temporal can't be reached; trying again: {}", down.toString());
      retry = executor.schedule(this::poll, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void stop() throws Exception {
    stopped = true;
    if (retry != null) {
      retry.cancel(false);
    }
    if (polling != null) {
      polling.close();
    }
  }
}
