package dev.cofferdam.application.access.port;

import java.time.Instant;
import java.util.Optional;

/** Answers to requests that may come again, by the caller and the key that the caller chose. */
public interface IdempotencyStore {
  /**
   * Claims a key for the thread's transaction.
   *
   * @return false when another transaction holds it, so that a request with this key is still
   *     running
   */
  boolean claim(Key key);

  /** The stored answer, when there is one that is younger than a day. Only after {@link #claim}. */
  Optional<Answer> find(Key key, Instant now);

  /** Stores an answer in the thread's transaction. */
  void put(Key key, Answer answer, Instant now);

  /**
   * @param caller who asks: a hash over the credential
   * @param key the caller's {@code Idempotency-Key}, as a hash
   */
  record Key(String caller, String key) {}

  /**
   * @param requestHash over method, path and body, to tell a repetition from another request
   */
  record Answer(String requestHash, SealedBytes response) {}
}
