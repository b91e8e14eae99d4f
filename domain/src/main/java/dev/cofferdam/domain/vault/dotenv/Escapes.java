package dev.cofferdam.domain.vault.dotenv;

/** Backslash escapes between quotes; any other backslash stands for itself. */
final class Escapes {
  private static final String LETTERS = "\\'\"abfnrtv";
  private static final String MEANINGS = "\\'\"\u0007\b\f\n\r\t\u000b";

  /** How many of the letters are escapes between single quotes: the backslash and that quote. */
  private static final int SINGLE = 2;

  private Escapes() {}

  /** Whether a backslash before this character makes an escape. */
  static boolean isEscape(char letter) {
    return LETTERS.indexOf(letter) >= 0;
  }

  /** Between double quotes. */
  static String resolve(String raw) {
    return resolve(raw, LETTERS.length());
  }

  /** Between single quotes, where python-dotenv knows two of them. */
  static String resolveSingle(String raw) {
    return resolve(raw, SINGLE);
  }

  private static String resolve(String raw, int known) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder value = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      int letter = c == '\\' && at < raw.length() ? LETTERS.indexOf(raw.charAt(at)) : -1;
      if (letter >= 0 && letter < known) {
        value.append(MEANINGS.charAt(letter));
        at++;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
