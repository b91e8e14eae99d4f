package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.dotenv.Statement.Fault;
import dev.cofferdam.domain.vault.format.Scan;
import java.util.List;

/**
 * The right side of an assignment.
 *
 * @param at where the value starts, its quote included
 * @param value what it means
 * @param end where the next statement starts
 */
record ValueText(int at, String value, int end, List<Fault> faults) {
  /** Of a quote without another one. */
  static final String UNCLOSED = "a quote that is never closed";

  static final String BEHIND_QUOTE = "text after the closing quote";

  static ValueText of(int at, String value, int end) {
    return new ValueText(at, value, end, List.of());
  }

  static ValueText faulty(int at, int end, int faultAt, String reason) {
    return new ValueText(at, "", end, List.of(new Fault(faultAt, reason)));
  }

  /**
   * @param from after the equals sign
   */
  static ValueText read(String text, int from, int lineEnd) {
    int at = Scan.skipBlanks(text, from, lineEnd);
    if (at == lineEnd || (at > from && text.charAt(at) == '#')) {
      return of(at, "", lineEnd + 1);
    }
    char first = text.charAt(at);
    return first == '"' || first == '\'' || first == '`'
        ? quoted(text, at, lineEnd)
        : bare(text, at, lineEnd);
  }

  private static ValueText bare(String text, int at, int lineEnd) {
    int stop = at + 1;
    while (stop < lineEnd && !(text.charAt(stop) == '#' && Scan.isBlank(text.charAt(stop - 1)))) {
      stop++;
    }
    String value = text.substring(at, Scan.trimEnd(text, at, stop));
    return of(at, value, lineEnd + 1);
  }

  private static ValueText quoted(String text, int at, int lineEnd) {
    char quote = text.charAt(at);
    int close = closing(text, at + 1, quote);
    if (close == text.length()) {
      return faulty(at, lineEnd + 1, at, UNCLOSED);
    }
    String raw = text.substring(at + 1, close);
    String value = quote == '"' ? Escapes.resolve(raw) : raw;
    int lastLineEnd = Scan.find(text, '\n', close, text.length());
    int rest = Scan.skipBlanks(text, close + 1, lastLineEnd);
    boolean junk = rest < lastLineEnd && text.charAt(rest) != '#';
    return junk ? faulty(at, lastLineEnd + 1, rest, BEHIND_QUOTE) : of(at, value, lastLineEnd + 1);
  }

  /**
   * Stays linear over a file: a search that fails has seen no such quote up to the end, so that
   * there is no second one to fail for.
   */
  private static int closing(String text, int from, char quote) {
    int at = from;
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }
}
