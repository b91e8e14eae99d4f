package dev.cofferdam.domain.vault.dotenv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docker compose makes of a value's text: escapes between double quotes, and variables. <code>
 * $$</code> is a dollar sign, <code>$NAME</code> and <code>${NAME}</code> are what is assigned
 * further up, and a dollar sign before anything but a name or a brace is itself.
 */
final class ComposeValue {
  private static final String LETTERS = "\\\"abfnrtv$";
  private static final String[] MEANINGS = {
    "\\", "\"", "\u0007", "\b", "\f", "\n", "\r", "\t", "\u000b", "$$"
  };

  /** Compose compares without case, to which two letters beyond ASCII belong; no name has them. */
  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?:(\\$)|([A-Za-z_\u017f\u212a][A-Za-z0-9_\u017f\u212a]*)|(\\{))");

  private static final Pattern BRACED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)}");

  private ComposeValue() {}

  /**
   * Between double quotes, without {@code \"}, which is none by then.
   *
   * @return as {@link #replaced}; a fault for octal numbers
   */
  static Variables.Expansion doubleQuoted(String raw, Variables variables) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      char next = c == '\\' && at < raw.length() ? raw.charAt(at) : '\0';
      if (next == '0') {
        Variables.Expansion faulty = variables.expansion();
        faulty.fail("\\0: a character by its number");
        return faulty;
      }
      int letter = next == '\0' ? -1 : LETTERS.indexOf(next);
      if (letter < 0) {
        text.append(c);
      } else {
        text.append(MEANINGS[letter]);
        at++;
      }
    }
    return replaced(text.toString(), variables);
  }

  /** With a fault where compose refuses the file, or takes something from its environment. */
  static Variables.Expansion replaced(String text, Variables variables) {
    Variables.Expansion expansion = variables.expansion();
    Matcher dollar = DOLLAR.matcher(text);
    Matcher braced = BRACED.matcher(text);
    int done = 0;
    while (!expansion.isFaulty() && dollar.find(done)) {
      expansion.literal(text, done, dollar.start());
      done = dollar.end();
      if (dollar.group(1) != null) {
        expansion.literal("$", 0, 1);
      } else if (dollar.group(2) != null) {
        expansion.variable(dollar.group(2));
      } else if (braced.region(done, text.length()).lookingAt()) {
        expansion.variable(braced.group(1));
        done = braced.end();
      } else {
        expansion.fail("a ${ that is not of the form ${NAME}");
      }
    }
    expansion.literal(text, done, text.length());
    return expansion;
  }
}
