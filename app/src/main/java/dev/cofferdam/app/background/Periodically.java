package dev.cofferdam.app.background;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something at start and after every pause, whatever became of it the last time. */
public final class Periodically implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);

  private final String what;
  private final Work work;
  private final Duration pause;
  private final ScheduledExecutorService executor;
  private @Nullable Future<?> scheduled;

  /** Something that may fail. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * @param what it is, for the log
   */
  public Periodically(String what, Work work, Duration pause, ScheduledExecutorService executor) {
    this.what = what;
    this.work = work;
    this.pause = pause;
    this.executor = executor;
  }

  @Override
  public void start() {
    scheduled =
        executor.scheduleWithFixedDelay(this::once, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (scheduled != null) {
      scheduled.cancel(true);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // one failure must not end all later turns
  private void once() {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("Failed, and tried again in {} s: {}: {}", pause.toSeconds(), what, e.toString());
    }
  }
}
