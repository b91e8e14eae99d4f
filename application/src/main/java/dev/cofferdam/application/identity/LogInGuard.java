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
 * <p>Who logged in from an address within {@link #KNOWN_FOR} is held to the first rule alone there,
 * so nobody else can keep them out; from a new address the pause that strangers can cause is {@link
 * #ACCOUNT}'s, at most a minute.
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

  /** An attempt that was counted, under these keys. */
  record Counted(String pair, Set<String> keys) {
    Counted {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * Counts an attempt, in the thread's transaction, which is to be committed before the password is
   * looked at.
   *
   * @throws Refusal {@code slow_down}
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
    Map<String, SlowDown> rules =
        known ? Map.of(pair, PAIR) : Map.of(pair, PAIR, address, ADDRESS, account, ACCOUNT);
    throttle.count(locked, rules, now);
    return new Counted(pair, rules.keySet());
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
