package dev.cofferdam.adapters.mail.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how letters are handed over. Prints without the password.
 *
 * @param credentials sent only over TLS, or to this machine itself
 */
public record SmtpServer(
    String host, int port, Security security, Optional<Credentials> credentials) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** How the connection is kept private. */
  public enum Security {
    /** TLS from the first byte (RFC 8314). */
    TLS,
    /** Asked for in clear, and required (RFC 3207). */
    STARTTLS,
    /** None. */
    NONE
  }

  /** A user's name and password. Prints as {@code [REDACTED]}. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "[REDACTED]";
    }
  }

  public SmtpServer {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the SMTP port must be 1 to 65535");
    }
    if (credentials.isPresent() && security == Security.NONE && !THIS_MACHINE.contains(host)) {
      throw new IllegalArgumentException("an SMTP password is not sent to " + host + " in clear");
    }
  }

  /**
   * Reads {@code smtps://user:password@host:465} (TLS) or {@code
   * smtp://user:password@host:587?starttls=required}, which is the default; {@code starttls=off} is
   * for a relay on a network of trust. User and password are percent-encoded; both may be left out,
   * and so may the port.
   *
   * @throws IllegalArgumentException that says what is wrong, never with the URL's content
   */
  public static SmtpServer parse(String url) {
    URI uri = uri(url);
    boolean tls = "smtps".equals(uri.getScheme());
    if (!tls && !"smtp".equals(uri.getScheme())) {
      throw new IllegalArgumentException("the SMTP URL must start with smtp:// or smtps://");
    }
    boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
    if (uri.getHost() == null || !bare || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the SMTP URL must have a host, and no path");
    }
    int port = uri.getPort() == -1 ? (tls ? 465 : 587) : uri.getPort();
    Security security = tls ? tlsWith(uri.getRawQuery()) : plainWith(uri.getRawQuery());
    return new SmtpServer(uri.getHost(), port, security, credentials(uri.getRawUserInfo()));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException hasThePasswordInIt) {
      throw new IllegalArgumentException("the SMTP URL is malformed; percent-encode the password");
    }
  }

  private static Security tlsWith(String query) {
    if (query != null) {
      throw new IllegalArgumentException("an SMTP URL with smtps:// takes no options");
    }
    return Security.TLS;
  }

  private static Security plainWith(String query) {
    if (query == null || query.equals("starttls=required")) {
      return Security.STARTTLS;
    }
    if (query.equals("starttls=off")) {
      return Security.NONE;
    }
    throw new IllegalArgumentException(
        "an SMTP URL with smtp:// takes starttls=required or starttls=off");
  }

  private static Optional<Credentials> credentials(String userInfo) {
    if (userInfo == null) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    if (colon < 1 || colon == userInfo.length() - 1) {
      throw new IllegalArgumentException("the SMTP URL must have both user and password");
    }
    return Optional.of(
        new Credentials(
            decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))));
  }

  private static String decode(String text) {
    String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the SMTP user and password have no control characters");
    }
    return decoded;
  }
}
