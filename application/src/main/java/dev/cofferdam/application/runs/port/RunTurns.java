package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import java.util.OptionalInt;

/** What each org's place in the queue follows from. */
public interface RunTurns {
  /**
   * Notes what an org is entitled to, in the thread's transaction.
   *
   * @param weight how many turns it gets for one of an org of weight 1
   * @param atOnce how many of its runs may be under way; empty where there is no bound
   */
  void entitle(OrgId org, int weight, OptionalInt atOnce);
}
