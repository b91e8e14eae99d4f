package dev.cofferdam.domain.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which shape an endpoint gets events. */
public enum EndpointKind {
  /** JSON of ours, signed as in Standard Webhooks. */
  STANDARD,
  /** A message for an incoming webhook of Slack, or of who takes the same. */
  SLACK;

  /** As written in JSON and SQL. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty when there is no such kind. */
  public static Optional<EndpointKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
