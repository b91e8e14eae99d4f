package dev.cofferdam.adapters.mail.identity;

import java.util.regex.Pattern;

/**
 * What somebody calls themselves, made fit for a letter that many will trust: one line, of bounded
 * length, that no mail program makes a link of, and that does not turn what stands around it.
 */
final class PlainText {
  private static final int LONGEST = 100;

  /** First-strong isolate and its end (UAX #9). */
  private static final char ISOLATE = '\u2068';

  private static final char END_OF_ISOLATE = '\u2069';

  /** Takes no room and joins; so {@code evil.example} is no host name, and reads the same. */
  private static final String WORD_JOINER = "\u2060";

  private static final Pattern UNFIT =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\s\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");
  private static final Pattern LINK_MARK = Pattern.compile("(?<=[.:/@])(?=\\S)");

  private PlainText() {}

  static String of(String typed) {
    String line = UNFIT.matcher(typed).replaceAll(" ").strip();
    String joined = LINK_MARK.matcher(shortened(line, LONGEST)).replaceAll(WORD_JOINER);
    return turns(joined) ? ISOLATE + joined + END_OF_ISOLATE : joined;
  }

  /** The first characters, with an ellipsis in the place of the others. */
  static String shortened(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    String end = text.charAt(0) == ISOLATE ? "…" + END_OF_ISOLATE : "…";
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + end;
  }

  private static boolean turns(String text) {
    return text.codePoints()
        .map(Character::getDirectionality)
        .anyMatch(
            direction ->
                direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                    || direction == Character.DIRECTIONALITY_ARABIC_NUMBER);
  }
}
