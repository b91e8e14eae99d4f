package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.access.Refusal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an org's keyset is wrapped by besides the master key: 256 random bits that are kept outside
 * of the database. As text it is {@code cofferdam-key-share-1.} and 43 digits of base64url.
 */
public final class KeyShare {
  public static final int BYTES = 32;
  private static final String LABEL = "cofferdam-key-share-1.";
  private static final Pattern DIGITS = Pattern.compile("[0-9A-Za-z_-]{43}");

  private final byte[] bytes;

  private KeyShare(byte[] bytes) {
    this.bytes = bytes;
  }

  public static KeyShare of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw Refusal.invalid("share", "must have " + BYTES + " bytes");
    }
    return new KeyShare(bytes.clone());
  }

  /** Empty for what is no share. */
  public static Optional<KeyShare> parse(String text) {
    if (!text.startsWith(LABEL) || !DIGITS.matcher(text.substring(LABEL.length())).matches()) {
      return Optional.empty();
    }
    return Optional.of(of(Base64.getUrlDecoder().decode(text.substring(LABEL.length()))));
  }

  /** As it is kept. */
  public String text() {
    return LABEL + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyShare that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
