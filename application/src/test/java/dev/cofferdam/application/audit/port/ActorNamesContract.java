package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.ActorNames.ActorRef;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link ActorNames} promises. */
public abstract class ActorNamesContract extends WorldContract {
  @Test
  void namesUsers() {
    User ada = stored(given.newcomer());
    User bob = stored(given.newcomer());
    assertThat(names(ref("user", ada), ref("user", bob)))
        .isEqualTo(
            Map.of(ref("user", ada), ada.name().value(), ref("user", bob), bob.name().value()));
  }

  @Test
  void leavesOutWhomNobodyKnows() {
    User ada = stored(given.newcomer());
    assertThat(
            names(
                ref("user", ada),
                ref("user", given.newcomer()),
                ref("api_key", ada),
                ref("service_token", ada),
                new ActorRef("system", "runs"),
                new ActorRef("anonymous", ""),
                new ActorRef("user", "not-an-id")))
        .containsOnlyKeys(ref("user", ada));
  }

  @Test
  void namesNobodyWhenNobodyIsAskedFor() {
    assertThat(names()).isEmpty();
  }

  private Map<ActorRef, String> names(ActorRef... actors) {
    OrgId org = given.org();
    return read(org, () -> world.actorNames().of(org, Set.of(actors)));
  }

  private static ActorRef ref(String kind, User user) {
    return new ActorRef(kind, user.id().toString());
  }

  private User stored(User user) {
    transacting(() -> world.users().add(user, new PasswordHash("$argon2id$x")));
    return user;
  }
}
