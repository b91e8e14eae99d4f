package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each request its id, in the answer and in the log, and each answer its safe headers. */
final class ArrivalFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  static final String MDC_KEY = "request_id";
  private static final Pattern QUALITY = Pattern.compile("(?i);\\s*q\\s*=");
  static final String HEADER = "X-Request-Id";

  /** On every answer. A page of ours that needs more says so itself. */
  static final Map<String, String> SAFE =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private final transient IdSource ids;

  private final transient TrustedProxies proxies;

  ArrivalFilter(IdSource ids, TrustedProxies proxies) {
    this.ids = ids;
    this.proxies = proxies;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestId id = new RequestId(ids.next());
    String peer = plain(request.getRemoteAddr());
    String client = proxies.client(peer, Collections.list(request.getHeaders("X-Forwarded-For")));
    request.setAttribute(
        Arrival.ATTRIBUTE,
        new Arrival(id, client, Optional.ofNullable(request.getHeader("User-Agent"))));
    response.setHeader(HEADER, id.toString());
    SAFE.forEach(response::setHeader);
    boolean forwardedSecurely =
        proxies.trusts(peer) && "https".equals(request.getHeader("X-Forwarded-Proto"));
    if (request.isSecure() || forwardedSecurely) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (ranksItself(request.getContentType())) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    MDC.put(MDC_KEY, id.toString());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  /** A media type of a body has no quality (RFC 9110, 8.3.1), and Jersey fails at a strange one. */
  private static boolean ranksItself(@Nullable String contentType) {
    return contentType != null && QUALITY.matcher(contentType).find();
  }

  static String plain(String address) {
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }
}
