package dev.cofferdam.adapters.http.platform;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Set;

/** Gives a refusal its status. Nothing else does. */
public final class RefusalMapper implements ExceptionMapper<Refusal> {
  private static final long RETRY_SECONDS = 1;

  /** Refusals of requests that are well-formed and still can't be processed (RFC 9110, 15.5.21). */
  private static final Map<String, Integer> STATUS_OF_CODE =
      Map.of(
          "idempotency_key_reused", 422,
          "import_refused", 422,
          "not_representable", 422,
          "unresolved_reference", 422,
          "unsupported_media_type", 415,
          "unsupported_content_encoding", 415,
          "request_timeout", 408);

  private static final Set<String> TOKEN_ERRORS = Set.of("invalid_token", "expired_token");

  @Override
  public Response toResponse(Refusal refusal) {
    int status = statusOf(refusal);
    Response.ResponseBuilder answer =
        Response.status(status).type(Problem.MEDIA_TYPE).entity(Problem.of(status, refusal));
    if (status == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(refusal.code()));
    }
    if (status == 429 || status == 503 || refusal.code().equals(IdempotentAnswers.IN_PROGRESS)) {
      answer.header(HttpHeaders.RETRY_AFTER, retrySeconds(refusal));
    }
    return answer.build();
  }

  private static int statusOf(Refusal refusal) {
    Integer special = STATUS_OF_CODE.get(refusal.code());
    return special != null
        ? special
        : switch (refusal.kind()) {
          case INVALID -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case PRECONDITION_FAILED -> 412;
          case TOO_LARGE -> 413;
          case OVER_PLAN -> 402;
          case LIMITED -> 429;
          case UNAVAILABLE -> 503;
        };
  }

  /** Rounded up, so that who waits that long has waited long enough. */
  private static long retrySeconds(Refusal refusal) {
    return refusal
        .retryAfter()
        .map(wait -> Math.max(1, wait.plusNanos(999_999_999).toSeconds()))
        .orElse(RETRY_SECONDS);
  }

  /** RFC 6750, section 3. */
  private static String challenge(String code) {
    String realm = "Bearer realm=\"cofferdam\"";
    return TOKEN_ERRORS.contains(code) ? realm + ", error=\"invalid_token\"" : realm;
  }
}
