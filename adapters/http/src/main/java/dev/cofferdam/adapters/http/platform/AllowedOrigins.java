package dev.cofferdam.adapters.http.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/**
 * Whose pages may call from a browser (CORS, Fetch standard, section 3.2). Credentials travel in
 * {@code Authorization}, never as cookies, so {@code Access-Control-Allow-Credentials} is not sent.
 *
 * @param origins such as {@code https://app.example.org}, as browsers write them
 */
public record AllowedOrigins(Set<String> origins) {
  public static final AllowedOrigins NONE = new AllowedOrigins(Set.of());

  private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> REQUEST_HEADERS =
      Set.of(
          "Accept",
          "Authorization",
          "Content-Type",
          "Idempotency-Key",
          "If-Match",
          "If-None-Match",
          "Last-Event-ID",
          "Range");
  private static final Set<String> ANSWER_HEADERS =
      Set.of(
          "Accept-Ranges",
          "Content-Range",
          "ETag",
          "Idempotency-Replayed",
          "Link",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "WWW-Authenticate",
          "X-Request-Id");

  public AllowedOrigins {
    origins = Set.copyOf(origins);
  }

  /**
   * Reads origins with commas between them.
   *
   * @throws IllegalArgumentException naming the part that is no origin
   */
  public static AllowedOrigins parse(String text) {
    Set<String> origins = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String written = part.strip();
      if (!written.isEmpty()) {
        origins.add(origin(written));
      }
    }
    return new AllowedOrigins(origins);
  }

  private static String origin(String written) {
    try {
      URI uri = new URI(written);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      if (web
          && uri.getHost() != null
          && written.equals(
              uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port)) {
        return written;
      }
    } catch (URISyntaxException notAUri) {
      // refused below, like a URI that is no origin
    }
    throw new IllegalArgumentException(
        written + " is no origin: it must be like https://app.example.org, in lower case");
  }

  /** Answers preflights, and tells browsers what the pages of these origins may read. */
  CrossOriginHandler handler() {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
    handler.setAllowedMethods(METHODS);
    handler.setAllowedHeaders(REQUEST_HEADERS);
    handler.setExposedHeaders(ANSWER_HEADERS);
    handler.setAllowCredentials(false);
    handler.setPreflightMaxAge(PREFLIGHT_KEPT);
    handler.setDeliverPreflightRequests(false);
    handler.setDeliverNonAllowedOriginRequests(true);
    return handler;
  }
}
