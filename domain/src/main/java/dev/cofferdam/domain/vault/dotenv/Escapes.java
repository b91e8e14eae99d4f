package dev.cofferdam.domain.vault.dotenv;

/** The backslash escapes between double quotes; any other backslash stands for itself. */
final class Escapes {
  private static final String LETTERS = "\\'\"abfnrtv";
  private static final String MEANINGS = "\\'\"\u0007\b\f\n\r\t\u000b";

  private Escapes() {}

  /** Whether a backslash before this character makes an escape. */
  static boolean isEscape(char letter) {
    return LETTERS.indexOf(letter) >= 0;
  }

  static String resolve(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder value = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      int letter = c == '\\' && at < raw.length() ? LETTERS.indexOf(raw.charAt(at)) : -1;
      if (letter >= 0) {
        value.append(MEANINGS.charAt(letter));
        at++;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
