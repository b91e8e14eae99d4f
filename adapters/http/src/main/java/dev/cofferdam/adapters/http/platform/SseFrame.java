package dev.cofferdam.adapters.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Server-sent events (WHATWG HTML, section 9.2), as bytes. */
public final class SseFrame {
  /** Tells the client to come back after a second when the stream breaks. */
  private static final byte[] HELLO = "retry: 1000\n\n".getBytes(UTF_8);

  /** Keeps proxies from taking a quiet stream for a dead one. */
  private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

  private final StrictJson json;

  public SseFrame(StrictJson json) {
    this.json = json;
  }

  private record Fault(String code, String detail) {}

  byte[] hello() {
    return HELLO.clone();
  }

  byte[] comment() {
    return COMMENT.clone();
  }

  /** An event of the default type, behind which a client that comes back goes on. */
  public byte[] message(long id, Object data) {
    return frame("id: " + id + "\n", data);
  }

  /**
   * An event that a client can't go on from.
   *
   * @param type of one line
   */
  public byte[] event(String type, Object data) {
    return frame("event: " + type + "\n", data);
  }

  byte[] error(String code, String detail) {
    return event("error", new Fault(code, detail));
  }

  private byte[] frame(String head, Object data) {
    return (head + "data: " + new String(json.write(data), UTF_8) + "\n\n").getBytes(UTF_8);
  }
}
