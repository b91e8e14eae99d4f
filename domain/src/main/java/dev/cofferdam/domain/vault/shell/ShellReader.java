package dev.cofferdam.domain.vault.shell;

import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.Scan;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;

/**
 * Reads plain assignments of shell scripts, as {@code sh} means them and without a shell: {@code
 * NAME=word}, with {@code export} before it or not, one a line, with comments. All that a shell
 * would expand or run is a problem.
 */
public final class ShellReader {
  private final SourceText source;
  private final Reading reading;

  private ShellReader(SourceText source) {
    this.source = source;
    this.reading = new Reading(source);
  }

  /** Takes any bytes, in time linear in their number, and throws nothing. */
  public static SecretFile read(byte[] file) {
    String unreadable = SourceText.whyUnreadable(file);
    return unreadable != null
        ? SecretFile.unreadable(unreadable)
        : new ShellReader(SourceText.asItIs(file)).readAll();
  }

  private SecretFile readAll() {
    String text = source.text();
    int at = 0;
    while (at < text.length() && !reading.isFull()) {
      int lineEnd = Scan.find(text, '\n', at, text.length());
      int first = skipSpace(text, at, lineEnd);
      if (first == lineEnd) {
        at = lineEnd + 1;
      } else if (text.charAt(first) == '#') {
        reading.reportCharacters(first, lineEnd, any -> null);
        at = lineEnd + 1;
      } else {
        at = readStatement(first, lineEnd);
      }
    }
    return reading.file();
  }

  /** Where the next one starts. */
  private int readStatement(int first, int lineEnd) {
    String text = source.text();
    int nameAt = skipExport(text, first, lineEnd);
    int equals = Scan.find(text, '=', nameAt, lineEnd);
    if (equals == lineEnd) {
      if (!reading.reportCharacters(first, lineEnd, any -> null)) {
        reading.problem(first, "not of the form NAME=value");
      }
      return lineEnd + 1;
    }
    Word word = Word.read(text, equals + 1);
    int end = Math.min(word.end(), text.length());
    int rest = skipSpace(text, end, text.length());
    int after = Scan.find(text, '\n', end, text.length());
    boolean isComment = rest > end && rest < after && text.charAt(rest) == '#';
    if (reading.reportCharacters(first, isComment ? after : end, any -> null)) {
      return after + 1;
    }
    if (word.fault() != null) {
      reading.problem(word.faultAt(), word.fault());
    } else if (rest < after && !isComment) {
      reading.problem(rest, "text after the value");
    } else {
      reading.take(
          new Reading.Assignment(nameAt, text.substring(nameAt, equals), equals + 1, word.value()));
    }
    return after + 1;
  }

  private static int skipExport(String text, int first, int lineEnd) {
    int after = first + "export".length();
    return text.startsWith("export", first) && after < lineEnd && Scan.isBlank(text.charAt(after))
        ? Scan.skipBlanks(text, after, lineEnd)
        : first;
  }

  /** Blanks, and a carriage return before the line's end. */
  private static int skipSpace(String text, int from, int end) {
    int at = Scan.skipBlanks(text, from, end);
    boolean isReturn = at < end && text.charAt(at) == '\r';
    return isReturn && (at + 1 == text.length() || text.charAt(at + 1) == '\n') ? at + 1 : at;
  }
}
