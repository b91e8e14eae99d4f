package dev.cofferdam.application.events.port;

import java.time.Instant;

/** Removes what is too old of what all orgs have told. */
public interface EventTrimmer {
  /**
   * Removes up to {@code limit} events of before that time, and as many deliveries of before that
   * time that are over.
   *
   * @return how many of the one or the other were removed, whichever is more
   */
  int trim(Instant before, int limit);
}
