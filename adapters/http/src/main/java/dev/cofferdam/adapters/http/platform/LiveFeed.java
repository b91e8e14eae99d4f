package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.ids.OrgId;
import java.util.Optional;

/**
 * One reader's way through something that goes on: what comes next, as server-sent events. The
 * reader's credential is checked anew at least every second, so that a revoked one sees no more.
 * Need not be safe for use by many threads at once.
 */
public interface LiveFeed {
  /** Whose it is. */
  OrgId org();

  /** The next event, as {@link SseFrame} writes it; empty when there is nothing new. */
  Optional<byte[]> next();

  /** Whether the last event was told. */
  boolean ended();

  /**
   * Calls {@code wake} whenever there may be something new, until what is returned is run, which
   * may be done twice.
   */
  Runnable listen(Runnable wake);
}
