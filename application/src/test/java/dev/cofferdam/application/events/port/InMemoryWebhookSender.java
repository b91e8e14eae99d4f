package dev.cofferdam.application.events.port;

import dev.cofferdam.domain.events.WebhookUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Sends nothing anywhere, and remembers it. Names that end in {@code .private} are not public. */
public final class InMemoryWebhookSender implements WebhookSender {
  private final List<Sent> sent = new ArrayList<>();
  private Function<Sent, Answer> receiver = message -> answer(200);

  /** A message that was sent. */
  public record Sent(WebhookUrl url, Map<String, String> headers, String body) {}

  /** Has each message answered like this from now on. */
  public void answering(Function<Sent, Answer> how) {
    receiver = how;
  }

  public static Answer answer(int status) {
    return new Answer(
        OptionalInt.of(status),
        Optional.empty(),
        Duration.ofMillis(3),
        "said " + status,
        Optional.empty());
  }

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public Optional<String> objection(WebhookUrl url) {
    if (!url.isSecure()) {
      return Optional.of("must begin with https://");
    }
    return url.value().getHost().endsWith(".private")
        ? Optional.of("must lead to a public address")
        : Optional.empty();
  }

  @Override
  public Answer send(WebhookUrl url, Map<String, String> headers, byte[] body) {
    Sent message = new Sent(url, headers, new String(body, StandardCharsets.UTF_8));
    sent.add(message);
    return receiver.apply(message);
  }
}
