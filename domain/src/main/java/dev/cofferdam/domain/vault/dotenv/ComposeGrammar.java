package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.Scan;

/**
 * As {@link Dialect#COMPOSE}: a colon may stand for the equals sign, a carriage return is a
 * character like others, and variables are replaced in bare and double-quoted values ({@link
 * ComposeValue}).
 */
final class ComposeGrammar implements Grammar {
  private static final String EXPORT = "export";

  @Override
  public Statement statement(String text, int start, Variables variables) {
    int first = start;
    while (first < text.length() && isAnySpace(text.charAt(first))) {
      first++;
    }
    int lineEnd = Scan.find(text, '\n', first, text.length());
    if (first == text.length() || text.charAt(first) == '#') {
      return Statement.nothing(first, lineEnd + 1);
    }
    int nameAt = skipExport(text, first, lineEnd);
    int sign = nameAt;
    while (sign < lineEnd && "=:".indexOf(text.charAt(sign)) < 0) {
      sign++;
    }
    if (sign == lineEnd) {
      return Statement.noAssignment(first, lineEnd + 1);
    }
    int nameEnd = trimEnd(text, nameAt, sign);
    return Statement.assignment(
        nameAt, text.substring(nameAt, nameEnd), value(text, sign + 1, lineEnd, variables));
  }

  private static int skipExport(String text, int first, int lineEnd) {
    int after = first + EXPORT.length();
    boolean exported =
        text.startsWith(EXPORT, first)
            && after < lineEnd
            && " \t\f\r".indexOf(text.charAt(after)) >= 0;
    return exported ? skipSpaces(text, after, lineEnd) : first;
  }

  private static ValueText value(String text, int from, int lineEnd, Variables variables) {
    int at = skipSpaces(text, from, lineEnd);
    if (at < lineEnd && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return quoted(text, at, lineEnd, variables);
    }
    int end = at;
    while (end < lineEnd && !text.startsWith(" #", end)) {
      end++;
    }
    String bare = text.substring(at, trimEnd(text, at, end));
    return ComposeValue.replaced(bare, variables).value(at, lineEnd + 1);
  }

  private static ValueText quoted(String text, int at, int lineEnd, Variables variables) {
    char quote = text.charAt(at);
    int close = closing(text, at + 1, quote);
    if (close == text.length()) {
      return ValueText.faulty(at, lineEnd + 1, at, ValueText.UNCLOSED);
    }
    int lastLineEnd = Scan.find(text, '\n', close, text.length());
    int rest = close + 1;
    while (rest < lastLineEnd && isAnySpace(text.charAt(rest))) {
      rest++;
    }
    if (rest < lastLineEnd && text.charAt(rest) != '#') {
      return ValueText.faulty(at, lastLineEnd + 1, rest, ValueText.BEHIND_QUOTE);
    }
    String raw = text.substring(at + 1, close).replace("\\" + quote, String.valueOf(quote));
    return quote == '"'
        ? ComposeValue.doubleQuoted(raw, variables).value(at, lastLineEnd + 1)
        : ValueText.of(at, raw, lastLineEnd + 1);
  }

  /** A backslash takes the next character with it, be it a backslash or a quote. */
  private static int closing(String text, int from, char quote) {
    int at = from;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private static int skipSpaces(String text, int from, int end) {
    int at = from;
    while (at < end && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int trimEnd(String text, int from, int end) {
    int at = end;
    while (at > from && isAnySpace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** What stands before a value without being a part of it. */
  private static boolean isSpace(char c) {
    return "\t\u000b\f\r \u0085\u00a0".indexOf(c) >= 0;
  }

  /** What Unicode calls white space. */
  private static boolean isAnySpace(char c) {
    return isSpace(c) || c == '\n' || Character.isSpaceChar(c);
  }
}
