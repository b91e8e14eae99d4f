package dev.cofferdam.domain.audit;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.UserId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a person came from, as the chain keeps it: sealed under a key of that person
 * alone. The chain commits to these bytes, so it stays whole when the key is destroyed and nobody
 * can read them any more.
 */
public final class SealedAddress {
  private static final Pattern SHAPE = Pattern.compile("sealed:([0-9a-f-]{36}):([A-Za-z0-9_-]+)");

  private final UserId person;
  private final byte[] bytes;

  public SealedAddress(UserId person, byte[] bytes) {
    if (bytes.length == 0) {
      throw Refusal.invalid("bytes", "must not be empty");
    }
    this.person = person;
    this.bytes = bytes.clone();
  }

  /** Reads {@link #text}; empty for any other text, such as an address in clear. */
  public static Optional<SealedAddress> parse(String text) {
    Matcher match = SHAPE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      UserId person = new UserId(UUID.fromString(match.group(1)));
      return Optional.of(new SealedAddress(person, Base64.getUrlDecoder().decode(match.group(2))));
    } catch (IllegalArgumentException neitherUuidNorBase64) {
      return Optional.empty();
    }
  }

  /** {@code sealed:}, the person's id, a colon, and the bytes in base64url (RFC 4648) unpadded. */
  public String text() {
    return "sealed:" + person + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whose key it is sealed under. */
  public UserId person() {
    return person;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedAddress that
        && person.equals(that.person)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
