package dev.cofferdam.adapters.argon2.identity;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash in the PHC string format (github.com/P-H-C/phc-string-format), as the reference
 * implementation of Argon2 writes it: {@code $argon2id$v=19$m=…,t=…,p=…$salt$tag}, in base64
 * without padding. Salt and tag are not copied.
 */
final class PhcHash {
  private static final int MAX_LENGTH = 256;
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] tag;

  PhcHash(Argon2Cost cost, byte[] salt, byte[] tag) {
    this.cost = cost;
    this.salt = salt;
    this.tag = tag;
  }

  /** Reads a hash; empty when it is malformed, of another kind, or costs more than we pay. */
  static Optional<PhcHash> parse(String phc) {
    Matcher matcher = SHAPE.matcher(phc);
    if (phc.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      Argon2Cost cost =
          new Argon2Cost(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(
          new PhcHash(cost, base64.decode(matcher.group(4)), base64.decode(matcher.group(5))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt;
  }

  byte[] tag() {
    return tag;
  }

  String format() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(tag));
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
