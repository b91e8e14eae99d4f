package dev.cofferdam.application.identity.port;

import static dev.cofferdam.application.identity.port.MutedTopicStore.Topic.INVITATION_REMINDERS;
import static dev.cofferdam.application.identity.port.MutedTopicStore.Topic.SIGN_UP_ATTEMPTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.identity.port.MutedTopicStore.Topic;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.UserId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a {@link MutedTopicStore} promises. */
public abstract class MutedTopicStoreContract extends WorldContract {
  @Test
  void mutesNothingAtFirst() {
    User user = stored();
    assertThat(find(user.id())).isEmpty();
    assertThat(isMuted(user, SIGN_UP_ATTEMPTS)).isFalse();
  }

  @Test
  void mutesWhatWasSetAndNothingElse() {
    User user = stored();
    User other = stored();
    for (Set<Topic> muted :
        Set.of(
            Set.of(SIGN_UP_ATTEMPTS),
            Set.copyOf(EnumSet.allOf(Topic.class)),
            Set.of(INVITATION_REMINDERS),
            Set.<Topic>of())) {
      transacting(() -> world.mutedTopics().replace(user.id(), muted));
      assertThat(find(user.id())).isEqualTo(muted);
      for (Topic topic : Topic.values()) {
        assertThat(isMuted(user, topic)).isEqualTo(muted.contains(topic));
        assertThat(isMuted(other, topic)).isFalse();
      }
    }
  }

  @Test
  void mutesNothingForWhoHasNoAccount() {
    EmailAddress nobody = given.newcomer().email().orElseThrow();
    assertThat(inTransaction(() -> world.mutedTopics().isMuted(nobody, SIGN_UP_ATTEMPTS)))
        .isFalse();
  }

  private User stored() {
    User user = given.newcomer();
    inTransaction(() -> world.users().add(user, new PasswordHash("$argon2id$x")));
    return user;
  }

  private Set<Topic> find(UserId user) {
    return inTransaction(() -> world.mutedTopics().find(user));
  }

  private boolean isMuted(User user, Topic topic) {
    return inTransaction(() -> world.mutedTopics().isMuted(user.email().orElseThrow(), topic));
  }
}
