package dev.cofferdam.application.audit.port;

import dev.cofferdam.application.identity.port.InMemoryCredentialNames;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Names of users, keys and tokens. */
public final class InMemoryActorNames implements ActorNames {
  private final UserStore users;

  private final InMemoryCredentialNames credentials;

  public InMemoryActorNames(UserStore users, InMemoryCredentialNames credentials) {
    this.users = users;
    this.credentials = credentials;
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
      credentials.find(actor.kind(), actor.id()).ifPresent(name -> names.put(actor, name));
    }
    return names;
  }
}
