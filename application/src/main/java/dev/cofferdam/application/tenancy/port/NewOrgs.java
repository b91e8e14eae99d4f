package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.OrgId;

/** What the features to the right of this one have to say when an org is made. */
public interface NewOrgs {
  /** Makes what an org has from its first moment, such as its key, in the thread's transaction. */
  void make(OrgId org);

  /** The plan that an org starts on, by its id in the catalogue. */
  String startingPlan();

  /** Whether there is a plan with this id. */
  boolean offers(String plan);
}
