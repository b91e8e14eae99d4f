package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.Scan;

/**
 * As {@link Dialect#PYTHON_DOTENV}: white space is all that Unicode knows, a quote behind a
 * backslash closes nothing, and <code>${NAME}</code> is replaced between all quotes by what is
 * assigned further up.
 */
final class PythonGrammar implements Grammar {
  private static final String EXPORT = "export";

  @Override
  public Statement statement(String text, int start, Variables variables) {
    int first = start;
    while (first < text.length() && isSpace(text.charAt(first))) {
      first++;
    }
    int lineEnd = Scan.find(text, '\n', first, text.length());
    if (first == text.length() || text.charAt(first) == '#') {
      return Statement.nothing(first, lineEnd + 1);
    }
    int nameAt = skipExport(text, first, lineEnd);
    int nameEnd = nameAt;
    while (nameEnd < lineEnd
        && "=#".indexOf(text.charAt(nameEnd)) < 0
        && !isSpace(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int equals = skipBlanks(text, nameEnd, lineEnd);
    if (equals == lineEnd || text.charAt(equals) != '=') {
      return Statement.noAssignment(first, lineEnd + 1);
    }
    return Statement.assignment(
        nameAt, text.substring(nameAt, nameEnd), value(text, equals + 1, lineEnd, variables));
  }

  private static int skipExport(String text, int first, int lineEnd) {
    int after = first + EXPORT.length();
    if (!text.startsWith(EXPORT, first) || after > lineEnd) {
      return first;
    }
    int name = skipBlanks(text, after, lineEnd);
    return name == after ? first : name;
  }

  private static ValueText value(String text, int from, int lineEnd, Variables variables) {
    int at = skipBlanks(text, from, lineEnd);
    if (at == lineEnd) {
      return ValueText.of(at, "", lineEnd + 1);
    }
    char first = text.charAt(at);
    return first == '"' || first == '\''
        ? quoted(text, at, lineEnd, variables)
        : replaced(at, bare(text, at, lineEnd), lineEnd + 1, variables);
  }

  /** A comment starts behind white space only, and so never at once. */
  private static String bare(String text, int at, int lineEnd) {
    int end = at + 1;
    while (end < lineEnd && !(text.charAt(end) == '#' && isSpace(text.charAt(end - 1)))) {
      end++;
    }
    while (end > at && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(at, end);
  }

  private static ValueText quoted(String text, int at, int lineEnd, Variables variables) {
    char quote = text.charAt(at);
    int close = closing(text, at + 1, quote);
    if (close == text.length()) {
      return ValueText.faulty(at, lineEnd + 1, at, ValueText.UNCLOSED);
    }
    int lastLineEnd = Scan.find(text, '\n', close, text.length());
    int rest = skipBlanks(text, close + 1, lastLineEnd);
    if (rest < lastLineEnd && text.charAt(rest) != '#') {
      return ValueText.faulty(at, lastLineEnd + 1, rest, ValueText.BEHIND_QUOTE);
    }
    String raw = text.substring(at + 1, close);
    String value = quote == '"' ? Escapes.resolve(raw) : Escapes.resolveSingle(raw);
    return replaced(at, value, lastLineEnd + 1, variables);
  }

  /**
   * The program falls back on a quote behind a backslash where no other follows up to the file's
   * end; what follows is no reason to read a value otherwise, so that is a quote never closed here.
   */
  private static int closing(String text, int from, char quote) {
    int at = Scan.find(text, quote, from, text.length());
    while (at < text.length() && text.charAt(at - 1) == '\\') {
      at = Scan.find(text, quote, at + 1, text.length());
    }
    return at;
  }

  /** Of {@code ${NAME}} and {@code ${NAME:-default}}; the default is for names without a value. */
  private static ValueText replaced(int at, String value, int end, Variables variables) {
    Variables.Expansion expansion = variables.expansion();
    Interpolation interpolation = new Interpolation(value);
    int done = 0;
    Interpolation.Variable found = interpolation.next();
    while (found != null && !expansion.isFaulty()) {
      expansion.literal(value, done, found.start());
      expansion.variable(found.name());
      done = found.end();
      found = interpolation.next();
    }
    expansion.literal(value, done, value.length());
    return expansion.value(at, end);
  }

  private static int skipBlanks(String text, int from, int end) {
    int at = from;
    while (at < end && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** What {@code \s} means to python. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
