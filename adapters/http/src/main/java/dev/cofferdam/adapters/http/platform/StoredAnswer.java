package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer as it is kept for its repetition. It may carry tokens, so it prints without them and is
 * stored sealed.
 *
 * @param digestKey what the request's digest is keyed with, in base64
 * @param standing what the caller was in the org when it was given
 * @param body JSON
 */
record StoredAnswer(
    String digestKey, Standing standing, int status, Map<String, String> headers, String body) {
  static final String REPLAYED = "Idempotency-Replayed";
  private static final List<String> KEPT = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);

  StoredAnswer {
    headers = Map.copyOf(headers);
  }

  static StoredAnswer of(String digestKey, Standing standing, Response answer, StrictJson json) {
    Map<String, String> headers = new HashMap<>();
    for (String name : KEPT) {
      String value = answer.getHeaderString(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    String body = new String(json.write(answer.getEntity()), StandardCharsets.UTF_8);
    return new StoredAnswer(digestKey, standing, answer.getStatus(), headers, body);
  }

  Response replay() {
    Response.ResponseBuilder answer =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    headers.forEach(answer::header);
    return answer.header(REPLAYED, "true").build();
  }

  @Override
  public String toString() {
    return "StoredAnswer[" + status + "]";
  }
}
