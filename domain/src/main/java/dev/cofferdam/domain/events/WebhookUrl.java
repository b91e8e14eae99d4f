package dev.cofferdam.domain.events;

import dev.cofferdam.domain.access.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where events are sent to: an absolute {@code https} or {@code http} address with a host, and
 * without user, password and fragment. Its path may be a secret (that of a Slack webhook is), so it
 * prints without.
 */
public record WebhookUrl(URI value) {
  public static final int MAX_LENGTH = 2_000;

  /**
   * @throws Refusal {@code invalid_field} for {@code url}
   */
  public WebhookUrl {
    String scheme = value.getScheme() == null ? "" : value.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw Refusal.invalid("url", "must begin with https://");
    }
    if (value.getRawUserInfo() != null) {
      throw Refusal.invalid("url", "must have no user or password");
    }
    if (value.getHost() == null || value.getHost().isEmpty()) {
      throw Refusal.invalid("url", "must have a host of letters, digits and hyphens");
    }
    if (value.getRawFragment() != null) {
      throw Refusal.invalid("url", "must have no fragment");
    }
    if (value.getPort() == 0 || value.getPort() > 65_535) {
      throw Refusal.invalid("url", "must have a port from 1 to 65535");
    }
  }

  /**
   * @throws Refusal {@code invalid_field} for {@code url}
   */
  public static WebhookUrl parse(String text) {
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw Refusal.invalid(
          "url", "must be at most " + MAX_LENGTH + " characters of ASCII without spaces");
    }
    try {
      return new WebhookUrl(new URI(text));
    } catch (URISyntaxException notOne) {
      throw Refusal.invalid("url", "must be an address as of RFC 3986");
    }
  }

  public boolean isSecure() {
    return value.getScheme().equalsIgnoreCase("https");
  }

  /** The port, also where the text leaves it out. */
  public int port() {
    if (value.getPort() > 0) {
      return value.getPort();
    }
    return isSecure() ? 443 : 80;
  }

  /** All of it. */
  public String text() {
    return value.toString();
  }

  /** Where it leads, without what may be secret. */
  public String place() {
    return value.getScheme() + "://" + value.getRawAuthority();
  }

  @Override
  public String toString() {
    return place() + "/[REDACTED]";
  }
}
