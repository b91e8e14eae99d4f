package dev.cofferdam.domain.vault.dotenv;

/** The {@code ${NAME}} and {@code ${NAME:-default}} that python-dotenv replaces by default. */
final class Interpolation {
  private Interpolation() {}

  /** Linear: the end of a name is looked for again only once it has been passed. */
  static boolean isIn(String value) {
    int lastBrace = value.lastIndexOf('}');
    int nameEnd = 0;
    for (int at = value.indexOf("${");
        at >= 0 && at < lastBrace;
        at = value.indexOf("${", at + 2)) {
      nameEnd = Math.max(nameEnd, at + 2);
      while (value.charAt(nameEnd) != '}' && value.charAt(nameEnd) != ':') {
        nameEnd++;
      }
      if (value.charAt(nameEnd) == '}' || value.startsWith(":-", nameEnd)) {
        return true;
      }
    }
    return false;
  }
}
