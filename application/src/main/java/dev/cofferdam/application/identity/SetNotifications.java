package dev.cofferdam.application.identity;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.MutedTopicStore;
import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.ids.UserId;
import java.util.Set;

/** Takes which letters somebody doesn't want; {@link LetterBox} heeds it. */
public final class SetNotifications {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final MutedTopicStore muted;

  public SetNotifications(Transactions transactions, MutedTopicStore muted) {
    this.transactions = transactions;
    this.muted = muted;
  }

  public void execute(Actor actor, Set<Topic> unwanted) {
    UserId user = actor.requirePerson();
    transactions.required(
        () -> {
          muted.replace(user, unwanted);
          return user;
        });
  }
}
