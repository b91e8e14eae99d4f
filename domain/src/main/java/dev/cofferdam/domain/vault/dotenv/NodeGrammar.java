package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.Scan;

/**
 * As {@link Dialect#NODE}: the first quote of the same kind closes, of escapes only {@code \n} is
 * one, a bare value ends at any {@code #}, and nothing is replaced. Versions differ about tabs
 * around values, about blanks alone as a value, and about the last line where no line end follows.
 */
final class NodeGrammar implements Grammar {
  private static final String EXPORT = "export ";

  @Override
  public Statement statement(String text, int start, Variables none) {
    int lineEnd = Scan.find(text, '\n', start, text.length());
    int first = skipSpaces(text, start, lineEnd);
    if (first == lineEnd || text.charAt(first) == '#') {
      return saysNothing(text, start, first, lineEnd);
    }
    int equals = Scan.find(text, '=', first, lineEnd);
    if (equals == lineEnd) {
      return Statement.noAssignment(first, lineEnd + 1);
    }
    String name = text.substring(first, trimSpaces(text, first, equals));
    boolean exported = name.startsWith(EXPORT);
    if (exported && skipSpaces(text, equals + 1, lineEnd) == lineEnd) {
      return Statement.fault(
          first,
          lineEnd + 1,
          "export without a value, which some versions of node take for a name");
    }
    return Statement.assignment(
        exported ? first + EXPORT.length() : first,
        exported ? name.substring(EXPORT.length()) : name,
        value(text, equals + 1, lineEnd));
  }

  /**
   * Some versions of node see a name in it where it is indented, or the last without a line end.
   */
  private static Statement saysNothing(String text, int start, int first, int lineEnd) {
    String mistaken =
        first == lineEnd ? blanks(text, start, lineEnd) : comment(text, start, first, lineEnd);
    return mistaken.isEmpty()
        ? Statement.nothing(first, lineEnd + 1)
        : Statement.fault(
            start, lineEnd + 1, mistaken + ", in which some versions of node see a name");
  }

  private static String blanks(String text, int start, int lineEnd) {
    boolean isHarmless =
        lineEnd == start || skipSpaces(text, lineEnd + 1, text.length()) >= text.length();
    return isHarmless ? "" : "a line of blanks";
  }

  private static String comment(String text, int start, int first, int lineEnd) {
    if (first > start && start > 0) {
      return "an indented comment";
    }
    boolean isEnded = lineEnd < text.length();
    return isEnded || Scan.find(text, '=', first, lineEnd) == lineEnd
        ? ""
        : "a comment with = in a last line without a line end";
  }

  private static ValueText value(String text, int from, int lineEnd) {
    int at = skipSpaces(text, from, lineEnd);
    if (at == lineEnd) {
      return at == from || lineEnd == text.length()
          ? ValueText.of(at, "", lineEnd + 1)
          : ValueText.faulty(
              from,
              lineEnd + 1,
              from,
              "blanks alone, for which some versions of node read the next line");
    }
    char first = text.charAt(at);
    return first == '"' || first == '\'' || first == '`'
        ? quoted(text, at, lineEnd)
        : bare(text, at, lineEnd);
  }

  private static ValueText bare(String text, int at, int lineEnd) {
    int end = trimSpaces(text, at, Scan.find(text, '#', at, lineEnd));
    if (at < end && (text.charAt(at) == '\t' || text.charAt(end - 1) == '\t')) {
      return ValueText.faulty(
          at, lineEnd + 1, at, "a tab around the value, which some versions of node keep");
    }
    return unlessCut(text, at, text.substring(at, end), lineEnd);
  }

  private static ValueText quoted(String text, int at, int lineEnd) {
    char quote = text.charAt(at);
    int close = Scan.find(text, quote, at + 1, text.length());
    if (close == text.length()) {
      return ValueText.faulty(at, lineEnd + 1, at, ValueText.UNCLOSED);
    }
    int lastLineEnd = Scan.find(text, '\n', close, text.length());
    int rest = Scan.skipBlanks(text, close + 1, lastLineEnd);
    if (rest < lastLineEnd && text.charAt(rest) != '#') {
      return ValueText.faulty(at, lastLineEnd + 1, rest, ValueText.BEHIND_QUOTE);
    }
    String raw = text.substring(at + 1, close);
    return unlessCut(text, at, quote == '"' ? raw.replace("\\n", "\n") : raw, lastLineEnd);
  }

  private static ValueText unlessCut(String text, int at, String value, int lineEnd) {
    boolean isMistaken =
        lineEnd == text.length()
            && (Scan.find(text, '#', at, lineEnd) < lineEnd
                || Scan.find(text, '=', at, lineEnd) < lineEnd);
    return isMistaken
        ? ValueText.faulty(
            at,
            lineEnd + 1,
            at,
            "# or = in a last line without a line end, which some versions of node read otherwise")
        : ValueText.of(at, value, lineEnd + 1);
  }

  private static int skipSpaces(String text, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int trimSpaces(String text, int from, int end) {
    int at = end;
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }
}
