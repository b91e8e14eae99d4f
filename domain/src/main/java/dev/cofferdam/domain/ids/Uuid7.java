package dev.cofferdam.domain.ids;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs of version 7 (RFC 9562, section 5.7): time-ordered, so that new rows land side by side. */
public final class Uuid7 {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Uuid7() {}

  /**
   * @param epochMillis milliseconds since 1970; the low 48 bits are kept
   * @param random 74 bits of chance are taken from these 128
   */
  public static UUID of(long epochMillis, UUID random) {
    long high = (epochMillis << 16) | 0x7000L | (random.getMostSignificantBits() & 0x0fffL);
    long low = (random.getLeastSignificantBits() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** Reads the canonical lower-case form; anything else, such as a slug, is empty. */
  public static Optional<UUID> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
