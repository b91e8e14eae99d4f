package dev.cofferdam.domain.vault.format;

/** A text in double quotes, as both JSON (RFC 8259) and YAML read it. */
final class Quoted {
  private Quoted() {}

  /**
   * Escapes controls, line separators, direction marks and others that a reader doesn't see, and
   * what YAML forbids.
   */
  static void append(StringBuilder file, String text) {
    file.append('"');
    text.chars().forEach(c -> append(file, (char) c));
    file.append('"');
  }

  private static void append(StringBuilder file, char c) {
    switch (c) {
      case '"', '\\' -> file.append('\\').append(c);
      case '\n' -> file.append("\\n");
      case '\r' -> file.append("\\r");
      case '\t' -> file.append("\\t");
      default -> {
        if (isPrintable(c)) {
          file.append(c);
        } else {
          file.append("\\u").append("%04x".formatted((int) c));
        }
      }
    }
  }

  /** Halves of a pair count as printable. */
  private static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
