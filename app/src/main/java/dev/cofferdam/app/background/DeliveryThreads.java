package dev.cofferdam.app.background;

import dev.cofferdam.application.events.PickDeliveries;
import dev.cofferdam.application.events.SendDelivery;
import dev.cofferdam.application.events.port.DeliveryQueue.Claim;
import io.dropwizard.lifecycle.Managed;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends webhooks, each on a thread of its own, as many at once as there are places. */
public final class DeliveryThreads implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryThreads.class);

  /** More than sending one takes: what is under way when a server stops is let finish. */
  private static final long STOP_SECONDS = 5;

  private final PickDeliveries picking;
  private final SendDelivery send;
  private final Semaphore bell;
  private final ExecutorService senders;
  private final BellThread picker;

  /**
   * @param bell released by who has committed something to send
   */
  public DeliveryThreads(PickDeliveries picking, SendDelivery send, int places, Semaphore bell) {
    this.picking = picking;
    this.send = send;
    this.bell = bell;
    AtomicInteger number = new AtomicInteger();
    this.senders =
        Executors.newFixedThreadPool(
            places,
            work -> {
              Thread thread = new Thread(work, "webhook-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.picker = new BellThread("webhook-picker", this::turn, bell);
  }

  @Override
  public void start() {
    picker.start();
  }

  @Override
  public void stop() throws InterruptedException {
    picker.stop();
    senders.shutdown();
    if (!senders.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      // What is not written down by now is sent once more by the next server.
      senders.shutdownNow();
    }
  }

  private boolean turn() {
    List<Claim> claims = picking.execute();
    claims.forEach(claim -> senders.execute(() -> send(claim)));
    return !claims.isEmpty();
  }

  private void send(Claim claim) {
    try {
      send.execute(new SendDelivery.Command(claim.line().org(), claim.id()));
    } catch (RuntimeException e) {
      LOG.warn("delivery {} was not sent, or that not written down: {}", claim.id(), e.toString());
    } finally {
      picking.done(claim);
      bell.release();
    }
  }
}
