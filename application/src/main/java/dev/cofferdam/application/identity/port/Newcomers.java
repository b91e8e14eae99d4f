package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.identity.PersonName;

/** What the features to the right of this one have for somebody who is here for the first time. */
public interface Newcomers {
  /** Makes it, in the thread's transaction, in which the user was added. */
  void welcome(Actor.ByIssuer newcomer, PersonName name);
}
