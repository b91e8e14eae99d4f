package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.OrgId;
import java.net.URI;
import java.util.Optional;

/** Where somebody pays for the plan that they asked for. */
public interface Checkout {
  /**
   * Begins to pay for an org's plan. It is asked outside of a transaction, when the org is there
   * for good; asked again for the same org and plan it gives a page for the same purchase. It
   * answers within seconds.
   *
   * @param plan its id in the catalogue
   * @return the page to pay at; empty where nothing is paid for here, or not this plan
   * @throws RuntimeException when no page can be had now
   */
  Optional<URI> begin(OrgId org, String plan);
}
