package dev.cofferdam.adapters.egress.runs;

import java.nio.charset.StandardCharsets;

/**
 * What the proxy itself answers: a status, and a line for people.
 *
 * @param reason one line of plain text
 */
record Answer(int status, String phrase, String reason) {
  static final byte[] CONNECTED =
      "HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  static Answer badRequest(String why) {
    return new Answer(400, "Bad Request", "bad request: " + why);
  }

  static Answer forbidden(String why) {
    return new Answer(403, "Forbidden", why);
  }

  static Answer credentialsMissing() {
    return new Answer(407, "Proxy Authentication Required", "credentials missing or wrong");
  }

  static Answer tooSlow() {
    return new Answer(408, "Request Timeout", "the request did not come in time");
  }

  static Answer headerTooLarge(int limit) {
    return new Answer(
        431, "Request Header Fields Too Large", "the header is over " + limit + " bytes");
  }

  static Answer notImplemented(String why) {
    return new Answer(501, "Not Implemented", why);
  }

  static Answer unreachable(String why) {
    return new Answer(502, "Bad Gateway", why);
  }

  static Answer busy(String why) {
    return new Answer(503, "Service Unavailable", why);
  }

  static Answer timedOut(String why) {
    return new Answer(504, "Gateway Timeout", why);
  }

  byte[] bytes() {
    String body = reason + "\n";
    String head =
        "HTTP/1.1 "
            + status
            + ' '
            + phrase
            + "\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Length: "
            + body.length()
            + (status == 407 ? "\r\nProxy-Authenticate: Basic realm=\"cofferdam\"" : "")
            + "\r\nConnection: close\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }
}
