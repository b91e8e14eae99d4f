package dev.cofferdam.adapters.mail.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes a subject so that it is read as it was written: short plain ASCII as it is, and everything
 * else, also what merely looks encoded, as encoded words (RFC 2047), one a line.
 */
final class SubjectHeader {
  private static final int PLAIN_LENGTH = 60;

  /** 42 bytes are an encoded word of 68 characters, so that the first line has 77. */
  private static final int WORD_BYTES = 42;

  private SubjectHeader() {}

  static String encode(String subject) {
    boolean plain =
        subject.length() <= PLAIN_LENGTH
            && subject.equals(subject.strip())
            && !subject.contains("=?")
            && subject.chars().allMatch(c -> c >= ' ' && c <= '~');
    return plain ? subject : String.join("\r\n ", words(subject));
  }

  private static List<String> words(String subject) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int codePoint : subject.codePoints().toArray()) {
      String character = Character.toString(codePoint);
      int length = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > WORD_BYTES) {
        words.add(word(word));
        word.setLength(0);
        bytes = 0;
      }
      word.append(character);
      bytes += length;
    }
    words.add(word(word));
    return words;
  }

  private static String word(CharSequence text) {
    byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
  }
}
