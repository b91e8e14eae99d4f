package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a secret, kept exactly. It prints as {@code [REDACTED]}, compares by content, and
 * gives its bytes only to who asks for them by name.
 */
public final class SecretValue {
  /** 64 KiB. */
  public static final int MAX_BYTES = 65_536;

  private final byte[] bytes;

  private SecretValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws Refusal {@code too_large} over {@link #MAX_BYTES}
   */
  public static SecretValue of(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw Refusal.tooLarge("value", "is over the limit of " + MAX_BYTES + " bytes");
    }
    return new SecretValue(bytes.clone());
  }

  public static SecretValue ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes in clear. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The bytes in clear, as text; empty when they are not well-formed UTF-8. */
  public Optional<String> revealText() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  /**
   * Whether <code>${</code> is in it; without that there is no reference, and nothing to escape.
   */
  public boolean mayRefer() {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '{' && bytes[i - 1] == '$') {
        return true;
      }
    }
    return false;
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretValue that && Arrays.equals(bytes, that.bytes);
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
