package dev.cofferdam.adapters.jose.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads key sets over HTTP: one answer of at most {@link #MAX_BYTES} that is there as a whole
 * within a deadline, and no redirect is followed.
 */
final class KeySetClient {
  static final int MAX_BYTES = 256 * 1024;
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final int OK = 200;

  private final Duration deadline;
  private final HttpClient http;

  /**
   * @param deadline for one answer, its body included
   */
  KeySetClient(Duration deadline) {
    this.deadline = deadline;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  CompletableFuture<KeySet> published(URI address) {
    return get(address).thenApply(KeySetClient::keySet);
  }

  /**
   * Asks for the discovery document (OpenID Connect Discovery 1.0, section 4), then for its set.
   */
  CompletableFuture<KeySet> discovered(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return get(URI.create(base + DISCOVERY))
        .thenCompose(document -> published(keySetAddress(issuer, document)));
  }

  private CompletableFuture<String> get(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(deadline)
            .header("Accept", "application/json, application/jwk-set+json")
            .GET()
            .build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(
            request,
            head ->
                head.statusCode() == OK
                    ? new BoundedBody(MAX_BYTES)
                    : BodySubscribers.replacing(new byte[0]));
    // The request's own timeout ends with the headers; a body may drip for ever.
    return sent.thenApply(KeySetClient::textOf)
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> sent.cancel(true));
  }

  private static String textOf(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != OK) {
      throw new IllegalStateException("answered with status " + answer.statusCode());
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static KeySet keySet(String json) {
    try {
      return KeySet.parse(json);
    } catch (ParseException notASet) {
      throw new CompletionException(notASet);
    }
  }

  private static URI keySetAddress(String issuer, String document) {
    try {
      Map<String, Object> json = JSONObjectUtils.parse(document);
      if (!issuer.equals(JSONObjectUtils.getString(json, "issuer"))) {
        throw new ParseException("the discovery document is another issuer's", 0);
      }
      URI address = JSONObjectUtils.getURI(json, "jwks_uri");
      if (address == null) {
        throw new ParseException("the discovery document has no jwks_uri", 0);
      }
      KeySource.requireSafe("jwks_uri", address);
      return address;
    } catch (ParseException unusable) {
      throw new CompletionException(unusable);
    }
  }
}
