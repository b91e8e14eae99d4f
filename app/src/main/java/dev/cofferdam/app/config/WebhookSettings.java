package dev.cofferdam.app.config;

import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where webhooks may go besides public addresses by https.
 *
 * @param open {@code host:port} each, with commas between them
 */
public record WebhookSettings(@NotNull String open) {
  static final WebhookSettings DEFAULT = new WebhookSettings("");

  /** A setting without a value is an empty one, as YAML has it. */
  public WebhookSettings {
    open = Objects.requireNonNullElse(open, "");
  }

  /** What may be sent to whatever its address, and without TLS. */
  public List<String> openHosts() {
    return Arrays.stream(open.split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
