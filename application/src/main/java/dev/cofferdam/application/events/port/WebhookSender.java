package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.WebhookUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sends messages to addresses that tenants name.
 *
 * <p>It guarantees that nothing but public addresses is connected to, and what the operator opened:
 * names are resolved when it connects, and exactly what was checked is connected to. It follows no
 * redirects, keeps no cookies, and is done within 15 seconds, however slow the receiver is.
 */
public interface WebhookSender {
  /**
   * What is wrong with an address, as far as that can be told without asking anybody, in words that
   * follow "url".
   */
  Optional<String> objection(WebhookUrl url);

  /**
   * Posts JSON. Whatever becomes of it is an answer, not an exception.
   *
   * @param headers besides those of HTTP and the type of the body
   */
  Answer send(WebhookUrl url, Map<String, String> headers, byte[] body);

  /**
   * @param status the receiver's; empty where there was no answer
   * @param error one word for why there was none
   * @param text the beginning of what the receiver said
   * @param retryAfter what the receiver asked for
   */
  record Answer(
      OptionalInt status,
      Optional<String> error,
      Duration latency,
      String text,
      Optional<Duration> retryAfter) {}
}
