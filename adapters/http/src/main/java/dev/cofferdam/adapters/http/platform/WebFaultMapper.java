package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Jersey itself refuses: routes, methods and media types that don't exist. */
final class WebFaultMapper implements ExceptionMapper<WebApplicationException> {
  private static final Logger LOG = LoggerFactory.getLogger(WebFaultMapper.class);

  private final RefusalMapper refusals;

  WebFaultMapper(RefusalMapper refusals) {
    this.refusals = refusals;
  }

  private record Words(String code, String detail) {}

  private static final Words OTHER = new Words("bad_request", "This request can't be understood.");

  private static final Map<Integer, Words> WORDS =
      Map.of(
          404, new Words("no_such_route", "There is nothing at this path."),
          405, new Words("method_not_allowed", "This path does not take this method."),
          406, new Words("not_acceptable", "This is not to be had in an accepted media type."),
          415, new Words("unsupported_media_type", "The body must be application/json."));

  @Override
  public Response toResponse(WebApplicationException fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusals.toResponse(refusal);
      }
    }
    int status = fault.getResponse().getStatus();
    if (status >= 500) {
      LOG.error("Jersey answered a request with {}", status, fault);
      return Problems.internal();
    }
    Words words = WORDS.getOrDefault(status, OTHER);
    Response.ResponseBuilder answer = Problems.answer(status, words.code(), words.detail());
    Object allow = fault.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    if (allow != null) {
      answer.header(HttpHeaders.ALLOW, allow);
    }
    return answer.build();
  }
}
