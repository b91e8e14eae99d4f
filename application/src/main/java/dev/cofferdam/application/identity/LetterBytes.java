package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.Letter;
import dev.cofferdam.domain.identity.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A letter as bytes: address, subject, text and HTML, each in UTF-8 after its length in 4 bytes.
 */
final class LetterBytes {
  private LetterBytes() {}

  static byte[] of(Letter letter) {
    List<byte[]> parts =
        List.of(
            utf8(letter.to().value()),
            utf8(letter.subject()),
            utf8(letter.text()),
            utf8(letter.html()));
    ByteBuffer bytes =
        ByteBuffer.allocate(parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
    parts.forEach(part -> bytes.putInt(part.length).put(part));
    return bytes.array();
  }

  static Letter read(byte[] letter) {
    ByteBuffer bytes = ByteBuffer.wrap(letter);
    return new Letter(new EmailAddress(next(bytes)), next(bytes), next(bytes), next(bytes));
  }

  private static String next(ByteBuffer bytes) {
    byte[] part = new byte[bytes.getInt()];
    bytes.get(part);
    return new String(part, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
