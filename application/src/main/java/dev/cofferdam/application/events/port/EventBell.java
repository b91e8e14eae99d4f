package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.ids.OrgId;

/**
 * Wakes who follows an org's events, within one process; others find out by polling. It says that
 * something may be new, never what.
 */
public interface EventBell {
  void ring(OrgId org);

  /**
   * Calls {@code wake} with every ring for the org, in the ringing thread, until what is returned
   * is run, which does nothing a second time. {@code wake} returns at once and does not throw.
   */
  Runnable listen(OrgId org, Runnable wake);
}
