package dev.cofferdam.adapters.egress.runs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of a request's header while it comes in, and refuses early what can't become one.
 */
final class HeaderScanner {
  private final int limit;
  private int scanned;
  private int lineStart;

  HeaderScanner(int limit) {
    this.limit = limit;
  }

  /**
   * Looks at what has come since the last call.
   *
   * @param buffer everything that has come, from 0 to its position
   * @return how many bytes the header has, with its empty line; -1 while it isn't whole
   */
  int scan(ByteBuffer buffer) throws RefusedRequest {
    for (; scanned < Math.min(buffer.position(), limit); scanned++) {
      if (buffer.get(scanned) != '\n') {
        continue;
      }
      if (scanned == lineStart || buffer.get(scanned - 1) != '\r') {
        throw new RefusedRequest(Answer.badRequest("a line does not end with CRLF"));
      }
      int length = scanned - 1 - lineStart;
      if (lineStart == 0) {
        ProxyRequest.requestLine(
            StandardCharsets.ISO_8859_1.decode(buffer.slice(0, length)).toString());
      } else if (length == 0) {
        return scanned + 1;
      }
      lineStart = scanned + 1;
    }
    if (scanned >= limit) {
      throw new RefusedRequest(Answer.headerTooLarge(limit));
    }
    return -1;
  }
}
