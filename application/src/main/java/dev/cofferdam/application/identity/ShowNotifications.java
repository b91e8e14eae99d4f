package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.UserId;
import java.util.Set;

/** Shows people which letters they don't want. */
public final class ShowNotifications {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final MutedTopicStore muted;

  public ShowNotifications(Transactions transactions, MutedTopicStore muted) {
    this.transactions = transactions;
    this.muted = muted;
  }

  /** What is muted. */
  public Set<Topic> execute(Actor actor) {
    UserId user = actor.requirePerson();
    return transactions.required(() -> muted.find(user));
  }
}
