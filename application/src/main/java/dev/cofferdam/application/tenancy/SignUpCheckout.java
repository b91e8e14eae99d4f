package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.tenancy.port.Checkout;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.domain.ids.OrgId;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;

/**
 * Finds where who has just signed up pays for the plan that they asked for. They have signed up
 * already, so a checkout that fails is told in the log and nowhere else.
 */
public final class SignUpCheckout {
  private static final System.Logger LOG = System.getLogger(SignUpCheckout.class.getName());

  private final Checkout checkout;
  private final NewOrgs newOrgs;

  public SignUpCheckout(Checkout checkout, NewOrgs newOrgs) {
    this.checkout = checkout;
    this.newOrgs = newOrgs;
  }

  /** The page to pay at; empty where there is nothing to pay, or no page to be had. */
  public Optional<URI> pageFor(OrgId org, String plan) {
    if (plan.equals(newOrgs.startingPlan())) {
      return Optional.empty();
    }
    try {
      return checkout.begin(org, plan);
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "Org {0} has no checkout for {1}: {2}", org, plan, failed.toString());
      return Optional.empty();
    }
  }
}
