package dev.cofferdam.domain.identity;

import dev.cofferdam.domain.access.Refusal;
import java.text.Normalizer;

/** What a person is called: 1 to 100 characters in NFC, without control or direction characters. */
public record PersonName(String value) {
  public PersonName {
    if (value.isBlank() || value.codePointCount(0, value.length()) > 100) {
      throw Refusal.invalid("name", "must have 1 to 100 characters");
    }
    if (value.codePoints().anyMatch(PersonName::isUnprintable)) {
      throw Refusal.invalid("name", "must not have control or direction characters");
    }
  }

  public static PersonName parse(String typed) {
    return new PersonName(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC));
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  @Override
  public String toString() {
    return value;
  }
}
