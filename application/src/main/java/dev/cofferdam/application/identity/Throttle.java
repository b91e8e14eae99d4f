package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.AttemptStore;
import dev.cofferdam.application.identity.port.AttemptStore.Attempts;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Counts attempts before they are made, so that many at once are as slow as one after the other. It
 * counts the same for accounts that don't exist. What is refused is not counted: who keeps trying
 * is not shut out for longer by it.
 */
final class Throttle {
  private final AttemptStore attempts;
  private final Clock clock;

  Throttle(AttemptStore attempts, Clock clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Counts one attempt under each key, in the thread's transaction.
   *
   * @throws Refusal {@code slow_down}, with when to come again
   */
  void count(Map<String, SlowDown> rules) {
    Instant now = clock.instant();
    count(attempts.lock(rules.keySet(), now), rules, now);
  }

  /** The same for attempts that are locked already. */
  void count(Map<String, Attempts> locked, Map<String, SlowDown> rules, Instant now) {
    pause(locked, rules, now)
        .ifPresent(
            slowDown -> {
              throw slowDown;
            });
    rules.forEach((key, rule) -> attempts.put(key, rule.after(locked.get(key), now)));
  }

  /** The refusal for who comes too early by one of the rules, with when to come again. */
  static Optional<Refusal> pause(
      Map<String, Attempts> locked, Map<String, SlowDown> rules, Instant now) {
    Instant open =
        rules.entrySet().stream()
            .map(rule -> rule.getValue().opensAt(locked.get(rule.getKey())))
            .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
    return Optional.of(open)
        .filter(at -> at.isAfter(now))
        .map(
            at ->
                Refusal.limited(
                    "slow_down",
                    "Too many attempts; wait before the next one.",
                    Duration.between(now, at)));
  }

  /**
   * Where a request comes from, as far as one caller can't choose: an IPv4 address, or the /64 that
   * an IPv6 address is in, which one customer has.
   */
  static String addressOf(Actor.Origin origin) {
    String ip = origin.ip().orElse("inside");
    return ip.contains(":") ? Ipv6Network.of(ip) : ip;
  }

  /** A key of bounded length, whatever somebody typed. */
  static String key(String what, String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return what + ":" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
