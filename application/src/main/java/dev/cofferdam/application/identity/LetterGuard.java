package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Slows down whoever would fill somebody's mailbox with letters of ours. */
public final class LetterGuard {
  static final SlowDown VERIFICATIONS =
      new SlowDown(2, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
  static final SlowDown RESETS =
      new SlowDown(3, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
  static final SlowDown RESETS_FROM_ADDRESS =
      new SlowDown(20, Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofDays(1));
  static final SlowDown SIGN_UPS =
      new SlowDown(1, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

  static final SlowDown INVITATIONS_INTO_ORG =
      new SlowDown(3, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
  static final SlowDown INVITATIONS_TO_ADDRESS =
      new SlowDown(10, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
  static final SlowDown INVITATIONS_OF_PERSON =
      new SlowDown(100, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofDays(1));

  static final SlowDown RUNS =
      new SlowDown(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

  private final Throttle throttle;

  public LetterGuard(AttemptStore attempts, Clock clock) {
    this.throttle = new Throttle(attempts, clock);
  }

  /**
   * Counts a letter that asks for proof of an address, in the thread's transaction.
   *
   * @throws Refusal {@code slow_down}
   */
  void countVerification(UserId user) {
    throttle.count(Map.of(Throttle.key("letter.verification", user.toString()), VERIFICATIONS));
  }

  /**
   * Counts a wish for a new password, whether there is such an account or not.
   *
   * @throws Refusal {@code slow_down}
   */
  void countReset(EmailAddress email, Actor.Origin origin) {
    throttle.count(
        Map.of(
            Throttle.key("letter.reset", email.value()),
            RESETS,
            Throttle.key("letter.reset_from", Throttle.addressOf(origin)),
            RESETS_FROM_ADDRESS));
  }

  /**
   * Counts a letter that invites, in the thread's transaction: those of an org to an address, those
   * of everybody to that address, and those of one person to everybody.
   *
   * @param org its id
   * @throws Refusal {@code slow_down}
   */
  public void countInvitation(String org, UserId inviter, EmailAddress to) {
    throttle.count(
        Map.of(
            Throttle.key("letter.invitation_into", org + " " + to.value()),
            INVITATIONS_INTO_ORG,
            Throttle.key("letter.invitation_to", to.value()),
            INVITATIONS_TO_ADDRESS,
            Throttle.key("letter.invitation_of", inviter.toString()),
            INVITATIONS_OF_PERSON));
  }

  /** Counts a letter that tells somebody of a run of theirs; false when it is one too many. */
  public boolean mayTellOfRun(UserId user) {
    try {
      throttle.count(Map.of(Throttle.key("letter.run", user.toString()), RUNS));
      return true;
    } catch (Refusal toldAlready) {
      return false;
    }
  }

  /** Counts a letter that somebody else signs up with an address; false when it is one too many. */
  boolean mayTellOfSignUp(EmailAddress email) {
    try {
      throttle.count(Map.of(Throttle.key("letter.sign_up", email.value()), SIGN_UPS));
      return true;
    } catch (Refusal toldAlready) {
      return false;
    }
  }
}
