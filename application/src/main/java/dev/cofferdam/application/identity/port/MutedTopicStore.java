package dev.cofferdam.application.identity.port;

import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.util.Set;

/** Which of the letters that may be left out somebody does not want. */
public interface MutedTopicStore {
  /** Sets what a user does not want, in the thread's transaction. */
  void replace(UserId user, Set<Topic> muted);

  Set<Topic> find(UserId user);

  /** Whether the account with this address does not want letters of a topic. */
  boolean isMuted(EmailAddress email, Topic topic);

  /** Letters that nothing is lost without. */
  enum Topic {
    /** That an invitation is still open. */
    INVITATION_REMINDERS,
    /** That somebody wanted to sign up with an address that has an account. */
    SIGN_UP_ATTEMPTS,
    /** That a run of one's own failed. */
    FAILED_RUNS
  }
}
