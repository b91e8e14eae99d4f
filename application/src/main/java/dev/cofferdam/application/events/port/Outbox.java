package dev.cofferdam.application.events.port;

/** What has to be done about a change, committed with it and carried out afterwards. */
public interface Outbox {
  /** Puts an event into the thread's transaction; the relay is woken when that commits. */
  void publish(OutboxEvent event);
}
