package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;

/** Gives each request its id, in the answer and in the log, and each answer its safe headers. */
final class ArrivalFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  static final String MDC_KEY = "request_id";
  static final String HEADER = "X-Request-Id";

  private final transient IdSource ids;

  ArrivalFilter(IdSource ids) {
    this.ids = ids;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestId id = new RequestId(ids.next());
    request.setAttribute(Arrival.ATTRIBUTE, new Arrival(id, plain(request.getRemoteAddr())));
    response.setHeader(HEADER, id.toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    MDC.put(MDC_KEY, id.toString());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  private static String plain(String address) {
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }
}
