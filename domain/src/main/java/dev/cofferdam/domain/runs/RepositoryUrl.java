package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.access.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a repository is cloned from: {@code https} alone for now, without credentials, options or
 * fragments. Whether its host may be reached is decided when connecting, by address, and so is not
 * this type's to say.
 */
public record RepositoryUrl(String value) {
  private static final int MAX_LENGTH = 2_048;

  /** A name with a letter in it, an IPv4 address of four parts, or an IPv6 address without zone. */
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9.-]*[a-z][a-z0-9.-]*|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\]",
          Pattern.CASE_INSENSITIVE);

  public RepositoryUrl {
    if (value.length() > MAX_LENGTH) {
      throw refused("is longer than " + MAX_LENGTH + " characters");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw refused("must be printable ASCII without spaces");
    }
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException notAUrl) {
      throw refused("is not a URL");
    }
    if (!"https".equals(uri.getScheme())) {
      throw refused("must start with https://");
    }
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      throw refused("names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused("must not carry credentials");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused("must have neither query nor fragment");
    }
    if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
      throw refused("names no repository");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw refused("names a port that doesn't exist");
    }
  }

  /** The host's name or address, lower case, IPv6 without brackets. */
  public String host() {
    String host = URI.create(value).getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port that is connected to. */
  public int port() {
    int port = URI.create(value).getPort();
    return port < 0 ? 443 : port;
  }

  private static Refusal refused(String why) {
    return Refusal.invalid("repo_url", why);
  }

  @Override
  public String toString() {
    return value;
  }
}
