package dev.cofferdam.domain.vault.dotenv;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value so that {@link DotenvReader}, node and python-dotenv read the same. Few values
 * have no such notation, since node knows only the escape {@code \n}, ends a bare value at any
 * {@code #} and drops each carriage return, and python-dotenv replaces {@code ${NAME}} between all
 * quotes.
 */
final class Notation {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

  private Notation() {}

  /** Why there is no notation for this value; null when there is one. */
  static @Nullable String whyNone(String value) {
    if (value.indexOf('\0') >= 0) {
      return "contains a NUL character";
    }
    if (value.indexOf('\r') >= 0) {
      return "contains a carriage return, which node drops";
    }
    if (Interpolation.isIn(value)) {
      return "contains ${...}, which python-dotenv replaces";
    }
    return isBare(value) || isSingle(value) || isDouble(value)
        ? null
        : "mixes quotes with line breaks, backslashes, # or spaces at its ends, for which node and"
            + " python-dotenv have no notation in common";
  }

  /** For a value that {@link #whyNone} has nothing against. */
  static String of(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    if (isSingle(value)) {
      return "'" + value + "'";
    }
    return isDouble(value) ? '"' + value + '"' : value;
  }

  private static boolean isBare(String value) {
    return value.isEmpty()
        || ("'\"`".indexOf(value.charAt(0)) < 0
            && !isSpace(value.charAt(0))
            && !isSpace(value.charAt(value.length() - 1))
            && value.indexOf('\n') < 0
            && value.indexOf('#') < 0);
  }

  /** What python's {@code str.strip} takes away. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** Python-dotenv takes a backslash before a backslash or a quote as an escape. */
  private static boolean isSingle(String value) {
    return value.indexOf('\'') < 0 && !value.contains("\\\\") && !value.endsWith("\\");
  }

  private static boolean isDouble(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean last = i + 1 == value.length();
      if (c == '"' || (c == '\\' && (last || Escapes.isEscape(value.charAt(i + 1))))) {
        return false;
      }
    }
    return true;
  }
}
