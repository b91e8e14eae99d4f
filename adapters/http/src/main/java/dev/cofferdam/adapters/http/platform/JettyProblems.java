package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.RequestId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before any of our code sees it, as a problem too. */
final class JettyProblems extends ErrorHandler {
  private static final Map<Integer, String> CODES =
      Map.of(
          400, "bad_request",
          404, "no_such_route",
          405, "method_not_allowed",
          408, "request_timeout",
          413, "too_large",
          414, "uri_too_long",
          415, "unsupported_media_type",
          431, "header_too_large",
          503, "unavailable");

  private final IdSource ids;
  private final StrictJson json;

  JettyProblems(IdSource ids, StrictJson json) {
    this.ids = ids;
    this.json = json;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      Throwable cause,
      Callback callback) {
    RequestId id =
        request.getAttribute(Arrival.ATTRIBUTE) instanceof Arrival arrival
            ? arrival.id()
            : new RequestId(ids.next());
    String code = CODES.getOrDefault(status, status >= 500 ? "internal" : "bad_request");
    String detail =
        status >= 500 ? Problems.INTERNAL : "The server can't take a request like this one.";
    byte[] body = json.write(Problem.of(status, code, detail, List.of()).about(id));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(ArrivalFilter.HEADER, id.toString());
    ArrivalFilter.SAFE.forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
