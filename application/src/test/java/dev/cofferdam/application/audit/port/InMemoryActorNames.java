package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Names of users. */
public final class InMemoryActorNames implements ActorNames {
  private final UserStore users;

  public InMemoryActorNames(UserStore users) {
    this.users = users;
  }

  @Override
  public Map<ActorRef, String> of(OrgId org, Set<ActorRef> actors) {
    Map<ActorRef, String> names = new HashMap<>();
    for (ActorRef actor : actors) {
      if (actor.kind().equals("user") && actor.id().length() == 36) {
        users
            .find(new UserId(UUID.fromString(actor.id())))
            .ifPresent(user -> names.put(actor, user.name().value()));
      }
    }
    return names;
  }
}
