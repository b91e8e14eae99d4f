package dev.cofferdam.application.events.port;

import java.time.Instant;

/** Messages that other systems delivered, by the ids that those gave them. */
public interface WebhookDeliveries {
  /**
   * Takes a message, as part of the thread's transaction: what is done about it and that it was
   * taken are committed together. Who takes the same one at the same time waits.
   *
   * @param source who sent it; each has ids of its own
   * @return false when it was taken in the last 30 days
   */
  boolean take(String source, String id, Instant at);
}
