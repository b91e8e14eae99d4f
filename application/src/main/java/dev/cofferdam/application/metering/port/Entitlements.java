package dev.cofferdam.application.metering.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import java.util.OptionalLong;

/** What an org may use, as decided by whoever knows about plans and prices. */
public interface Entitlements {
  /**
   * How much of something the org may have; empty where there is no bound. Belongs into a read or a
   * change of that org.
   */
  OptionalLong limit(OrgId org, Limit limit);

  /**
   * How many turns the org gets, where orgs take turns, for each one of an org of weight 1. Belongs
   * into a read or a change of that org.
   */
  default int weight(OrgId org) {
    return 1;
  }
}
