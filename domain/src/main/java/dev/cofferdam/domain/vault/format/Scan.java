package dev.cofferdam.domain.vault.format;

/** Finding offsets inside one line. A blank is a space or a tab. */
public final class Scan {
  private Scan() {}

  /** The first offset of the character, or {@code end}. */
  public static int find(String text, char wanted, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) != wanted) {
      at++;
    }
    return at;
  }

  public static int skipBlanks(String text, int from, int end) {
    int at = from;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The end without the blanks before it. */
  public static int trimEnd(String text, int from, int end) {
    int at = end;
    while (at > from && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
