package dev.cofferdam.domain.vault.shell;

import dev.cofferdam.domain.vault.format.Scan;
import org.jspecify.annotations.Nullable;

/**
 * A word of a shell's grammar (POSIX, Shell Command Language, 2.2) that is quoted so that it stands
 * for itself.
 *
 * @param end where it ends; where a fault was found, a place in its line
 * @param faultAt what the fault is about
 * @param fault null when the word has a value
 */
record Word(String value, int end, int faultAt, @Nullable String fault) {
  private static final String PLAIN = "_./:@%+,=-";
  private static final String ESCAPED_IN_QUOTES = "$`\"\\";

  static Word read(String text, int from) {
    StringBuilder value = new StringBuilder();
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      Word quoted = c == '\'' ? single(text, at) : c == '"' ? doubled(text, at) : null;
      if (quoted != null && quoted.fault() != null) {
        return quoted;
      }
      if (quoted != null) {
        value.append(quoted.value());
        at = quoted.end();
      } else if (c == '\\' && at + 1 < text.length()) {
        value.append(text.charAt(at + 1) == '\n' ? "" : text.charAt(at + 1));
        at += 2;
      } else if (isPlain(c)) {
        value.append(c);
        at++;
      } else {
        break;
      }
    }
    return endsAt(text, at)
        ? new Word(value.toString(), at, at, null)
        : faulty(at, at, "a character with a meaning for shells, which needs single quotes");
  }

  /** Whether all that follows is another word, or nothing. */
  private static boolean endsAt(String text, int at) {
    if (at >= text.length() || text.charAt(at) == '\n' || Scan.isBlank(text.charAt(at))) {
      return true;
    }
    boolean isReturn = text.charAt(at) == '\r';
    return isReturn && (at + 1 == text.length() || text.charAt(at + 1) == '\n');
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0 || c > 0x7F;
  }

  private static Word single(String text, int quote) {
    int close = Scan.find(text, '\'', quote + 1, text.length());
    return close == text.length()
        ? faulty(quote, quote, "a quote that is never closed")
        : new Word(text.substring(quote + 1, close), close + 1, quote, null);
  }

  private static Word doubled(String text, int quote) {
    StringBuilder value = new StringBuilder();
    int at = quote + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '$' || c == '`') {
        return faulty(at, at, "something that a shell would replace; use single quotes");
      }
      boolean last = at + 1 >= text.length();
      if (c == '\\' && !last && text.charAt(at + 1) == '\n') {
        at += 2;
      } else if (c == '\\' && !last && ESCAPED_IN_QUOTES.indexOf(text.charAt(at + 1)) >= 0) {
        value.append(text.charAt(at + 1));
        at += 2;
      } else {
        value.append(c);
        at++;
      }
    }
    return at >= text.length()
        ? faulty(quote, quote, "a quote that is never closed")
        : new Word(value.toString(), at + 1, quote, null);
  }

  private static Word faulty(int end, int faultAt, String reason) {
    return new Word("", end, faultAt, reason);
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
