package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.core.Response;
import java.util.List;

/** Answers that are nobody's refusal. */
final class Problems {
  static final String INTERNAL =
      "Something went wrong here; the request id finds it in the server's log.";

  private Problems() {}

  static Response.ResponseBuilder answer(int status, String code, String detail) {
    return Response.status(status)
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.of(status, code, detail, List.of()));
  }

  static Response internal() {
    return answer(500, "internal", INTERNAL).build();
  }
}
