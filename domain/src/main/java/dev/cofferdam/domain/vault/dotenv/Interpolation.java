package dev.cofferdam.domain.vault.dotenv;

import org.jspecify.annotations.Nullable;

/**
 * The {@code ${NAME}} and {@code ${NAME:-default}} that python-dotenv replaces by default, one
 * after the other. Linear: the end of a name is looked for again only once it has been passed.
 */
final class Interpolation {
  private final String value;
  private final int lastBrace;
  private int at;
  private int nameEnd;

  Interpolation(String value) {
    this.value = value;
    this.lastBrace = value.lastIndexOf('}');
  }

  /**
   * @param start of the dollar sign
   * @param end behind the brace
   */
  record Variable(int start, String name, int end) {}

  static boolean isIn(String value) {
    return new Interpolation(value).next() != null;
  }

  /** Null when there is none left. */
  @Nullable Variable next() {
    int dollar = value.indexOf("${", at);
    while (dollar >= 0 && dollar < lastBrace) {
      nameEnd = Math.max(nameEnd, dollar + 2);
      while (value.charAt(nameEnd) != '}' && value.charAt(nameEnd) != ':') {
        nameEnd++;
      }
      if (value.charAt(nameEnd) == '}' || value.startsWith(":-", nameEnd)) {
        at = value.indexOf('}', nameEnd) + 1;
        return new Variable(dollar, value.substring(dollar + 2, nameEnd), at);
      }
      dollar = value.indexOf("${", dollar + 2);
    }
    at = value.length();
    return null;
  }
}
