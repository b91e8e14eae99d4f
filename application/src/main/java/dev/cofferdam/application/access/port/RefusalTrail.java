package dev.cofferdam.application.access.port;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;

/**
 * Keeps what was refused, in an org, to somebody who is known there: a member, a key or a token of
 * the org. Whoever does not belong to an org is none of its concern, and is never told of here.
 */
public interface RefusalTrail {
  /**
   * Returns when it is recorded, or counted to one like it that was recorded a moment ago; inside
   * of a transaction, before that is over. It never fails: what can't be recorded now is recorded
   * later, and the caller is refused all the same.
   *
   * @param action what was asked for, such as {@code secret.read}
   * @param resource what is known of what it was asked for, such as {@code environment:shop/prod};
   *     {@code org:<id>} where nothing more is known
   */
  void refused(Actor actor, OrgId org, String action, String resource);
}
