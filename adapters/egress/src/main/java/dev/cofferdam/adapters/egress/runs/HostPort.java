package dev.cofferdam.adapters.egress.runs;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request goes: a host, as a name or a literal address, and a port.
 *
 * @param host lower case; a DNS name of letters, digits, hyphens and underscores (an international
 *     one in its {@code xn--} form) without a dot at its end, an IPv4 address of four decimal
 *     parts, or an IPv6 address without brackets and zone. Whatever resolvers read as an address in
 *     other spellings, such as {@code 0x7f.1} or {@code 2130706433}, is none of these: as in the
 *     URL standard (WHATWG, "ends in a number"), a name's last label isn't a number.
 * @param port 1 to 65,535
 */
public record HostPort(String host, int port) {
  private static final int MAX_NAME = 253;
  private static final String DECIMAL = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(DECIMAL + "(?:\\." + DECIMAL + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*"
              + "(?!(?:[0-9]+|0x[0-9a-f]*)$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");

  public HostPort {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 1 to 65535");
    }
    boolean six = host.indexOf(':') >= 0 && IPV6.matcher(host).matches();
    boolean name = host.length() <= MAX_NAME && NAME.matcher(host).matches();
    if (!six && !name && !IPV4.matcher(host).matches()) {
      throw new IllegalArgumentException("host is neither a name nor an address");
    }
  }

  /**
   * Reads {@code host:port}, an IPv6 host in brackets; upper case and one dot at a name's end are
   * taken off.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static HostPort parse(String text) {
    return parse(text, -1);
  }

  /**
   * Like {@link #parse(String)}, with a port for a text that names none; below 0 the text has to.
   */
  public static HostPort parse(String text, int defaultPort) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.indexOf(':', close + 1);
    if (text.startsWith("[") && (close < 0 || (colon != close + 1 && close + 1 < text.length()))) {
      throw new IllegalArgumentException("host is neither a name nor an address");
    }
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? defaultPort : number(text.substring(colon + 1));
    if (close >= 0) {
      host = host.substring(1, close);
      if (host.indexOf(':') < 0) {
        throw new IllegalArgumentException("host is no IPv6 address");
      }
    } else if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return new HostPort(host.toLowerCase(Locale.ROOT), port);
  }

  private static int number(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("port must be a number");
    }
    return Integer.parseInt(digits);
  }

  /** {@code host:port}, an IPv6 host in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
