package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client of server-sent events on a plain socket, which sees bytes when they are sent. */
final class EventStream implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;
  private static final int PATIENCE_COMMENTS = 60;

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, String> headers = new HashMap<>();
  private final boolean chunked;
  private int chunkLeft;

  /** One event; a field that it does not have is empty. */
  record Event(String id, String event, String data) {
    String text() {
      try {
        return JsonMapper.builder().build().readTree(data).get("text").asText();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private EventStream(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.status = Integer.parseInt(line(in::read).split(" ", 3)[1]);
    for (String header = line(in::read); !header.isEmpty(); header = line(in::read)) {
      String[] parts = header.split(": ?", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    this.chunked = header("transfer-encoding").equals("chunked");
  }

  /** Follows a run's log. */
  static EventStream open(Client client, String run, String query, String... headers) {
    return openAt(client, logs(run, query), headers);
  }

  /**
   * @param path within the client's org
   */
  static EventStream openAt(Client client, String path, String... headers) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.server().port());
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(requestAt(client, path, headers).getBytes(UTF_8));
      EventStream stream = new EventStream(socket);
      stream.hold(client, path);
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has come so far is held to the OpenAPI document. */
  private void hold(Client client, String path) {
    if (status == 200) {
      Map<String, List<String>> found = new HashMap<>();
      headers.forEach((name, value) -> found.put(name, List.of(value)));
      URI uri = client.server().at("/api/v1/orgs/%s%s".formatted(client.org(), path));
      client
          .server()
          .contract()
          .check(
              "GET",
              uri,
              Optional.empty(),
              new Answer(status, HttpHeaders.of(found, (name, value) -> true), ""));
    }
  }

  static String request(Client client, String run, String query, String... headers) {
    return requestAt(client, logs(run, query), headers);
  }

  private static String logs(String run, String query) {
    return "/pipelines/%s/logs%s".formatted(run, query);
  }

  private static String requestAt(Client client, String path, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "GET /api/v1/orgs/%s%s HTTP/1.1\r\nHost: a\r\n".formatted(client.org(), path)
        + "Accept: text/event-stream\r\nAuthorization: Bearer "
        + client.token()
        + "\r\n"
        + more
        + "\r\n";
  }

  int status() {
    return status;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The next event; comments and the retry time are passed over. */
  Event next() {
    String id = "";
    String event = "";
    String data = "";
    int comments = 0;
    try {
      while (comments < PATIENCE_COMMENTS) {
        String line = line(this::nextByte);
        if (line.isEmpty() && !(id + event + data).isEmpty()) {
          return new Event(id, event, data);
        }
        String[] parts = line.split(": ?", 2);
        switch (parts[0]) {
          case "id" -> id = parts[1];
          case "event" -> event = parts[1];
          case "data" -> data = parts[1];
          case "" -> comments += line.isEmpty() ? 0 : 1;
          default -> {}
        }
      }
      throw new IllegalStateException("nothing but comments came");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has ended the answer. */
  boolean isOver() {
    return read() < 0;
  }

  /** What is left of an answer that is no stream. */
  String rest() {
    try {
      return new String(in.readNBytes(Integer.parseInt(header("content-length"))), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One byte of the body, without its transfer coding; negative at its end. */
  int read() {
    try {
      return nextByte();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Bytes {
    int next() throws IOException;
  }

  /** Jetty sends the line break behind a chunk with the next chunk, so it is read only then. */
  private int nextByte() throws IOException {
    if (chunked && chunkLeft == 0) {
      String size = line(in::read);
      chunkLeft = Integer.parseInt(size.isEmpty() ? line(in::read) : size, 16);
      if (chunkLeft == 0) {
        return -1;
      }
    }
    chunkLeft--;
    return in.read();
  }

  private static String line(Bytes from) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = from.next(); next != '\n'; next = from.next()) {
      if (next < 0) {
        throw new IOException("the stream ended within a line: " + bytes.toString(UTF_8));
      }
      bytes.write(next);
    }
    return bytes.toString(UTF_8).replace("\r", "");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
