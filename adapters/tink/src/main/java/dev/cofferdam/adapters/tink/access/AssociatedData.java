package dev.cofferdam.adapters.tink.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names the place that sealed bytes belong to, for AEAD's associated data (RFC 5116, section 2.1).
 *
 * <p>Each part is written as its length in bytes (32 bits, big-endian) and then its UTF-8. Lengths
 * stand in front, so no two different lists of parts give the same bytes: {@code ("ab", "c")} is
 * not {@code ("a", "bc")}, nor {@code ("abc")}. The first part is a label that says what is sealed.
 *
 * <p>The encoding is part of every ciphertext ever stored: changing it makes all of them
 * unreadable.
 */
public final class AssociatedData {
  private AssociatedData() {}

  /**
   * @param label what is sealed, such as {@code cofferdam/secret}; different for each use
   * @throws IllegalArgumentException when a part is no well-formed text (an unpaired surrogate has
   *     no UTF-8, and would otherwise become the same question mark as any other)
   */
  public static byte[] of(String label, String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    append(bytes, label);
    for (String part : parts) {
      append(bytes, part);
    }
    return bytes.toByteArray();
  }

  private static void append(ByteArrayOutputStream bytes, String part) {
    ByteBuffer text = utf8(part);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.remaining()).array());
    bytes.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
  }

  private static ByteBuffer utf8(String part) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
    } catch (CharacterCodingException unpairedSurrogate) {
      throw new IllegalArgumentException("a part of a place is not well-formed text");
    }
  }
}
