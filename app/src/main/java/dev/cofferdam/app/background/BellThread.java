package dev.cofferdam.app.background;

import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has to be done at once when a commit of this process rings, and soon when another
 * process committed it: it looks at every ring, and ten times a second.
 */
public final class BellThread implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(BellThread.class);
  private static final long POLL_MILLIS = 100;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final BooleanSupplier turn;
  private final Semaphore bell;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param name of the thread
   * @param turn does what there is, and says whether there may be more
   * @param bell released by who has committed something to do
   */
  public BellThread(String name, BooleanSupplier turn, Semaphore bell) {
    this.turn = turn;
    this.bell = bell;
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void work() {
    while (!stopped) {
      try {
        if (!turn.getAsBoolean() && bell.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("{} failed; trying again in a moment: {}", thread.getName(), e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE_MILLIS);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}
