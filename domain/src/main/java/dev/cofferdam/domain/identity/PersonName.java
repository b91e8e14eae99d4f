package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.text.Normalizer;

/**
 * What a person is called: 1 to 100 characters in NFC, without control or direction characters, and
 * with one at least that is seen.
 */
public record PersonName(String value) {
  public PersonName {
    if (value.codePoints().noneMatch(PersonName::isSeen)
        || value.codePointCount(0, value.length()) > 100) {
      throw Refusal.invalid("name", "must have 1 to 100 characters");
    }
    if (value.codePoints().anyMatch(PersonName::isUnprintable)) {
      throw Refusal.invalid("name", "must not have control or direction characters");
    }
  }

  public static PersonName parse(String typed) {
    return new PersonName(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC));
  }

  /**
   * Whether it is a letter, digit, sign or symbol; Hangul's fillers are letters that nobody sees.
   */
  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default ->
          codePoint != 0x115f
              && codePoint != 0x1160
              && codePoint != 0x3164
              && codePoint != 0xffa0
              && codePoint != 0x2800;
    };
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || codePoint == 0x061c
        || codePoint == 0x200e
        || codePoint == 0x200f
        || (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  @Override
  public String toString() {
    return value;
  }
}
