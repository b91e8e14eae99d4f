package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.access.Refusal;

/** What people write about a thing: up to 1,000 characters without control characters. */
public final class FreeText {
  private static final int MAX_CHARACTERS = 1_000;

  private FreeText() {}

  /**
   * @param field what the text is called in requests
   * @throws Refusal {@code invalid_field} for a text that is too long, or has control characters
   *     other than line feed and tab, or half of a surrogate pair
   */
  public static String require(String field, String text) {
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      throw Refusal.invalid(field, "is longer than " + MAX_CHARACTERS + " characters");
    }
    if (text.codePoints().anyMatch(FreeText::isUnprintable)) {
      throw Refusal.invalid(field, "must not have control characters");
    }
    return text;
  }

  private static boolean isUnprintable(int codePoint) {
    return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
        || Character.getType(codePoint) == Character.SURROGATE;
  }
}
