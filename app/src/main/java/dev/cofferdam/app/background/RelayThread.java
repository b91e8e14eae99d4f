package dev.cofferdam.app.background;

import dev.cofferdam.application.events.RelayOutbox;
import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox: at once when a commit of this process rings, and by polling what other
 * processes committed.
 */
public final class RelayThread implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(RelayThread.class);
  private static final long POLL_MILLIS = 100;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final RelayOutbox relay;
  private final Semaphore bell;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param name of the thread
   * @param bell released by who has committed an event
   */
  public RelayThread(String name, RelayOutbox relay, Semaphore bell) {
    this.relay = relay;
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
        if (!relay.execute() && bell.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("The outbox can't be delivered now; trying again in a moment: {}", e.toString());
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
