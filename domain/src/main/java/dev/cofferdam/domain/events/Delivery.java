package dev.cofferdam.domain.events;

import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One event on its way to one address.
 *
 * @param event the message's id, which stays the same however often it is sent
 * @param body what is sent, as text
 * @param replayOf the delivery that this one repeats
 * @param next when it is sent next; there exactly if it is pending
 */
public record Delivery(
    OrgId org,
    DeliveryId id,
    Target target,
    EventId event,
    String type,
    String body,
    Optional<DeliveryId> replayOf,
    Status status,
    int attempts,
    Optional<Instant> next,
    Optional<Attempt> last,
    Instant createdAt) {
  /** Where a delivery goes. */
  public sealed interface Target {
    /** To an endpoint of the org, by what that says at the time. */
    record ToEndpoint(WebhookEndpointId id) implements Target {}

    /** To the address that a run named. */
    record ToCallback(WebhookUrl url) implements Target {}
  }

  /** How far a delivery has come. */
  public enum Status {
    /** It is sent when its time comes. */
    PENDING,
    /** The receiver took it: it answered with a 2xx. */
    DELIVERED,
    /** It is sent no more. */
    FAILED;

    /** As written in JSON and SQL. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such status
     */
    public static Status ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * How sending it went.
   *
   * @param status that the receiver answered with
   * @param error what went wrong, in one word, where there was no answer
   * @param answer the beginning of what the receiver said
   */
  public record Attempt(
      Instant at, OptionalInt status, Optional<String> error, Duration latency, String answer) {
    /** How many characters of an answer are kept. */
    public static final int MAX_ANSWER = 1_000;

    public boolean isTaken() {
      return status.isPresent() && status.getAsInt() / 100 == 2;
    }

    /** Whether the receiver said that there is nobody any more. */
    public boolean isGone() {
      return status.isPresent() && status.getAsInt() == 410;
    }
  }

  public Delivery {
    if ((status == Status.PENDING) != next.isPresent()) {
      throw new IllegalArgumentException("a delivery has a next time exactly if it is pending");
    }
  }

  /** The endpoint that it goes to; empty for a callback. */
  public Optional<WebhookEndpointId> endpoint() {
    return target instanceof Target.ToEndpoint to ? Optional.of(to.id()) : Optional.empty();
  }

  /** One that is due at once. */
  public static Delivery due(
      OrgId org, DeliveryId id, Target target, Message message, Instant now) {
    return new Delivery(
        org,
        id,
        target,
        message.event(),
        message.type(),
        message.body(),
        Optional.empty(),
        Status.PENDING,
        0,
        Optional.of(now),
        Optional.empty(),
        now);
  }

  /** What is sent. */
  public record Message(EventId event, String type, String body) {}

  /** The same message to the same address once more, due at once. */
  public Delivery again(DeliveryId newId, Instant now) {
    return new Delivery(
        org,
        newId,
        target,
        event,
        type,
        body,
        Optional.of(id),
        Status.PENDING,
        0,
        Optional.of(now),
        Optional.empty(),
        now);
  }

  /**
   * After an attempt.
   *
   * @param pause until the next, where this one failed; empty where there is none
   */
  public Delivery after(Attempt attempt, Optional<Duration> pause) {
    Status now = Status.PENDING;
    if (attempt.isTaken()) {
      now = Status.DELIVERED;
    } else if (pause.isEmpty()) {
      now = Status.FAILED;
    }
    return new Delivery(
        org,
        id,
        target,
        event,
        type,
        body,
        replayOf,
        now,
        attempts + 1,
        now == Status.PENDING ? pause.map(attempt.at()::plus) : Optional.empty(),
        Optional.of(attempt),
        createdAt);
  }

  /** Given up without another attempt. */
  public Delivery givenUp(Attempt why) {
    return new Delivery(
        org,
        id,
        target,
        event,
        type,
        body,
        replayOf,
        Status.FAILED,
        attempts,
        Optional.empty(),
        Optional.of(why),
        createdAt);
  }
}
