package dev.cofferdam.adapters.http.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.adapters.http.platform.StrictJson;
import dev.cofferdam.domain.runs.Run;
import java.util.OptionalInt;

/** Server-sent events (WHATWG HTML, section 9.2) of a log, as bytes. */
final class SseFrame {
  /** Tells the client to come back after a second when the stream breaks. */
  private static final byte[] HELLO = "retry: 1000\n\n".getBytes(UTF_8);

  /** Keeps proxies from taking a quiet stream for a dead one. */
  private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

  private final StrictJson json;

  SseFrame(StrictJson json) {
    this.json = json;
  }

  private record Text(String text) {}

  private record End(String status, OptionalInt exitCode) {}

  private record Fault(String code, String detail) {}

  byte[] hello() {
    return HELLO.clone();
  }

  byte[] comment() {
    return COMMENT.clone();
  }

  /**
   * @param offset behind the chunk
   */
  byte[] chunk(long offset, String text) {
    return frame("id: " + offset + "\n", new Text(text));
  }

  byte[] end(Run run) {
    OptionalInt exitCode =
        run.ending().map(ending -> ending.exitCode()).orElse(OptionalInt.empty());
    return frame("event: end\n", new End(run.status().code(), exitCode));
  }

  byte[] error(String code, String detail) {
    return frame("event: error\n", new Fault(code, detail));
  }

  private byte[] frame(String head, Object data) {
    return (head + "data: " + new String(json.write(data), UTF_8) + "\n\n").getBytes(UTF_8);
  }
}
