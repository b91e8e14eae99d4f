package dev.cofferdam.adapters.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/** Reads again what a request sends. */
final class SentBody implements Flow.Subscriber<ByteBuffer> {
  private final HttpResponse.BodySubscriber<String> text =
      HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);

  private SentBody() {}

  /** The body as text; empty where it is encoded. */
  static Optional<String> of(HttpRequest request) {
    if (request.headers().firstValue("Content-Encoding").isPresent()) {
      return Optional.empty();
    }
    SentBody body = new SentBody();
    request.bodyPublisher().ifPresentOrElse(each -> each.subscribe(body), body::onComplete);
    return Optional.of(body.text.getBody().toCompletableFuture().join());
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    text.onSubscribe(subscription);
  }

  @Override
  public void onNext(ByteBuffer item) {
    text.onNext(List.of(item));
  }

  @Override
  public void onError(Throwable fault) {
    text.onError(fault);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
