package dev.cofferdam.app.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One keep-alive connection to this machine. It speaks as little HTTP/1.1 as that takes, for it
 * shares its processors with the server.
 */
final class HttpAsker implements AutoCloseable {
  private static final int LONGEST_HEAD = 16_384;
  private static final int STALLED_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private HttpAsker(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), LONGEST_HEAD);
  }

  static HttpAsker connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(STALLED_MILLIS);
    return new HttpAsker(socket);
  }

  /** What is sent, and the one status that counts as an answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Request(byte[] bytes, int status) {}

  static Request get(String path, Optional<String> bearer) {
    return new Request(bytes("GET " + path + head(bearer) + "\r\n"), 200);
  }

  static Request post(String path, String json) {
    return withBody("POST", path, Optional.empty(), json);
  }

  static Request put(String path, String bearer, String json) {
    return withBody("PUT", path, Optional.of(bearer), json);
  }

  /** A read that is answered 304 as long as the tag holds. */
  static Request getIfChanged(String path, String bearer, String tag) {
    return new Request(
        bytes("GET " + path + head(Optional.of(bearer)) + "If-None-Match: " + tag + "\r\n\r\n"),
        304);
  }

  private static Request withBody(
      String method, String path, Optional<String> bearer, String json) {
    return new Request(
        bytes(
            method
                + " "
                + path
                + head(bearer)
                + "Content-Type: application/json\r\nContent-Length: "
                + bytes(json).length
                + "\r\n\r\n"
                + json),
        200);
  }

  private static String head(Optional<String> bearer) {
    return " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + bearer.map(token -> "Authorization: Bearer " + token + "\r\n").orElse("")
        + "Accept: application/json\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends a request and takes the whole answer.
   *
   * @throws IOException for an answer with another status, and when the server hangs up
   */
  void ask(Request request) throws IOException {
    socket.getOutputStream().write(request.bytes());
    String head = head();
    if (!head.startsWith("HTTP/1.1 " + request.status() + " ")) {
      throw new IOException("not answered: " + head.lines().findFirst().orElse(""));
    }
    if (head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n")) {
      skipChunks();
    } else {
      in.skipNBytes(contentLength(head));
    }
  }

  /** RFC 9112, section 7.1, without trailers. */
  private void skipChunks() throws IOException {
    int size;
    do {
      StringBuilder digits = new StringBuilder();
      for (int next = in.read(); next != '\r'; next = in.read()) {
        if (next < 0 || digits.length() == 8) {
          throw new EOFException("no whole chunk");
        }
        digits.append((char) next);
      }
      in.skipNBytes(1);
      size = Integer.parseInt(digits.toString(), 16);
      in.skipNBytes(size + 2L);
    } while (size > 0);
  }

  /** The status line and the header fields of an answer. */
  private String head() throws IOException {
    StringBuilder head = new StringBuilder(512);
    int ending = 0;
    while (ending < 4) {
      int next = in.read();
      if (next < 0 || head.length() == LONGEST_HEAD) {
        throw new EOFException("no whole answer: " + head);
      }
      head.append((char) next);
      ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : 0;
    }
    return head.toString();
  }

  private static long contentLength(String head) throws IOException {
    if (head.startsWith("HTTP/1.1 304 ")) {
      return 0;
    }
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Long.parseLong(line.substring(15).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("an answer without a length: " + head));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
