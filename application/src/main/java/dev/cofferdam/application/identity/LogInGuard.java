package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.application.identity.port.AttemptStore.Attempts;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slows guessing down: for one account from one address, for all accounts from one address, and,
 * far more loosely, for one account from everywhere.
 *
 * <p>While one of the latter two makes an address or an account wait, passwords are looked at all
 * the same, as far as the first rule allows; but only who logged in from the address within {@link
 * #KNOWN_FOR} and has the right password is let in, and everybody else is told to wait. So nobody
 * can keep them out of where they are known, and nobody but they can tell whether somebody is known
 * there: an account that doesn't exist is answered alike. From a new address the pause that
 * strangers can cause is {@link #ACCOUNT}'s, at most a minute.
 */
public final class LogInGuard {
  static final Duration KNOWN_FOR = Duration.ofDays(30);
  static final SlowDown PAIR =
      new SlowDown(5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
  static final SlowDown ADDRESS =
      new SlowDown(20, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
  static final SlowDown ACCOUNT =
      new SlowDown(50, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(1));

  private final AttemptStore attempts;
  private final Throttle throttle;
  private final Clock clock;

  public LogInGuard(AttemptStore attempts, Clock clock) {
    this.attempts = attempts;
    this.throttle = new Throttle(attempts, clock);
    this.clock = clock;
  }

  /**
   * An attempt that was counted, under these keys.
   *
   * @param known whether the account logged in from there lately
   * @param pause what is answered to all but who is known there
   */
  record Counted(String pair, Set<String> keys, boolean known, Optional<Refusal> pause) {
    Counted {
      keys = Set.copyOf(keys);
    }

    /**
     * To be asked once the password was looked at, whatever came of it.
     *
     * @throws Refusal {@code slow_down}
     */
    void requireLetIn(boolean right) {
      if (pause.isPresent() && !(known && right)) {
        throw pause.get();
      }
    }
  }

  /**
   * Counts an attempt, in the thread's transaction, which is to be committed before the password is
   * looked at.
   *
   * @throws Refusal {@code slow_down} when the password is not to be looked at
   */
  Counted count(EmailAddress email, Actor.Origin origin) {
    String from = Throttle.addressOf(origin);
    String pair = Throttle.key("login.pair", from + " " + email);
    String address = Throttle.key("login.address", from);
    String account = Throttle.key("login.account", email.value());
    Instant now = clock.instant();
    Map<String, Attempts> locked = attempts.lock(Set.of(pair, address, account), now);
    boolean known =
        locked.get(pair).succeededAt().filter(at -> at.plus(KNOWN_FOR).isAfter(now)).isPresent();
    Map<String, SlowDown> all = Map.of(pair, PAIR, address, ADDRESS, account, ACCOUNT);
    Optional<Refusal> pause = Throttle.pause(locked, all, now);
    Map<String, SlowDown> rules = pause.isEmpty() ? all : Map.of(pair, PAIR);
    if (Throttle.pause(locked, Map.of(pair, PAIR), now).isPresent()) {
      throw pause.orElseThrow();
    }
    throttle.count(locked, rules, now);
    return new Counted(pair, rules.keySet(), known, pause);
  }

  /** The password was right: it was no guess. In the thread's transaction. */
  void succeeded(Counted counted) {
    takeBack(counted);
    Instant now = clock.instant();
    attempts.put(counted.pair(), new Attempts(0, now, Optional.of(now)));
  }

  /** Nobody looked at the password. In the thread's transaction. */
  void takeBack(Counted counted) {
    attempts
        .lock(counted.keys(), clock.instant())
        .forEach(
            (key, made) ->
                attempts.put(
                    key,
                    new Attempts(
                        Math.max(0, made.count() - 1), made.lastAt(), made.succeededAt())));
  }
}
