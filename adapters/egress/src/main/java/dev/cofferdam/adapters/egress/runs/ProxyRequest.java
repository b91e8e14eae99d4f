package dev.cofferdam.adapters.egress.runs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to a proxy (RFC 9112, sections 3.2.2 and 3.2.3), read strictly: what two parsers could
 * understand in two ways is refused.
 *
 * @param target where it goes
 * @param head what the origin is told instead of the header that came, with {@code Connection:
 *     close}; empty for a tunnel
 * @param credentials the value of {@code Proxy-Authorization}
 */
record ProxyRequest(HostPort target, Optional<byte[]> head, Optional<String> credentials) {
  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/1\\.[01]");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xff]*?)[ \\t]*");
  private static final Pattern ABSOLUTE =
      Pattern.compile("http://([^/?#]*)([^#]*)", Pattern.CASE_INSENSITIVE);

  /** Fields that are for the next hop alone (RFC 9110, 7.6.1), and what is written anew. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  /** Fields whose loss would change what a message means; {@code Connection} may not name them. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  /**
   * Reads a header.
   *
   * @param header from the request line to the empty line, lines ended by CRLF
   */
  static ProxyRequest parse(byte[] header) throws RefusedRequest {
    String[] lines = new String(header, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    Matcher line = requestLine(lines[0]);
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      Matcher field = FIELD.matcher(lines[i]);
      if (!field.matches()) {
        throw new RefusedRequest(Answer.badRequest("a header field is malformed"));
      }
      fields.add(new Field(field.group(1), field.group(2)));
    }
    requireOneFraming(fields);
    Optional<String> credentials =
        fields.stream().filter(f -> f.is("Proxy-Authorization")).map(Field::value).findFirst();
    if (line.group(1).equals("CONNECT")) {
      return new ProxyRequest(target(line.group(2), -1), Optional.empty(), credentials);
    }
    return forward(line.group(1), line.group(2), fields, credentials);
  }

  /** Refuses what can't become a request line, as soon as it is there. */
  static Matcher requestLine(String text) throws RefusedRequest {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new RefusedRequest(Answer.badRequest("the request line is malformed"));
    }
    return line;
  }

  private static ProxyRequest forward(
      String method, String uri, List<Field> fields, Optional<String> credentials)
      throws RefusedRequest {
    Matcher absolute = ABSOLUTE.matcher(uri);
    if (!absolute.matches()) {
      throw new RefusedRequest(
          Answer.badRequest("this is a proxy: it takes CONNECT host:port or http:// URLs"));
    }
    HostPort target = target(absolute.group(1), 80);
    String path = absolute.group(2);
    StringBuilder head =
        new StringBuilder(method)
            .append(' ')
            .append(path.startsWith("/") ? path : "/" + path)
            .append(" HTTP/1.1\r\nHost: ")
            .append(target.port() == 80 ? withoutPort(target) : target.toString())
            .append("\r\n");
    Set<String> dropped = new HashSet<>(HOP_BY_HOP);
    for (Field field : fields) {
      if (field.is("Connection")) {
        for (String name : field.value().split(",", -1)) {
          dropped.add(name.trim().toLowerCase(Locale.ROOT));
        }
      }
    }
    dropped.removeAll(FRAMING);
    for (Field field : fields) {
      if (!dropped.contains(field.name().toLowerCase(Locale.ROOT))) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    head.append("Connection: close\r\n\r\n");
    byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new ProxyRequest(target, Optional.of(bytes), credentials);
  }

  private static String withoutPort(HostPort target) {
    String text = target.toString();
    return text.substring(0, text.lastIndexOf(':'));
  }

  private static HostPort target(String authority, int defaultPort) throws RefusedRequest {
    try {
      return HostPort.parse(authority, defaultPort);
    } catch (IllegalArgumentException malformed) {
      throw new RefusedRequest(Answer.badRequest(malformed.getMessage()));
    }
  }

  /** A message has one length: request smuggling lives from messages with two (RFC 9112, 6.3). */
  private static void requireOneFraming(List<Field> fields) throws RefusedRequest {
    List<Field> lengths = fields.stream().filter(f -> f.is("Content-Length")).toList();
    List<Field> codings = fields.stream().filter(f -> f.is("Transfer-Encoding")).toList();
    if (lengths.size() + codings.size() > 1) {
      throw new RefusedRequest(Answer.badRequest("the length is given twice"));
    }
    if (!lengths.isEmpty() && !lengths.get(0).value().matches("[0-9]{1,18}")) {
      throw new RefusedRequest(Answer.badRequest("Content-Length is no number"));
    }
    if (!codings.isEmpty() && !codings.get(0).value().equalsIgnoreCase("chunked")) {
      throw new RefusedRequest(Answer.notImplemented("no transfer coding but chunked"));
    }
  }
}
