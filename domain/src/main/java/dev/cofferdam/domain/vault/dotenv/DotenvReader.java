package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .env} files as node 20 ({@code --env-file}) and python-dotenv 1.2 both do. Of a name
 * given twice the last line wins, as in both. No {@code ${NAME}} is replaced. Where they differ:
 *
 * <table>
 * <caption>Where node and python-dotenv differ</caption>
 * <tr><th>Construct</th><th>node</th><th>python-dotenv</th><th>here</th></tr>
 * <tr><td>{@code A=x#y}</td><td>x</td><td>x#y</td><td>x#y</td></tr>
 * <tr><td>{@code "\t"}, {@code "\\"}, {@code "\""}</td><td>only {@code \n} is an escape</td>
 *     <td>{@code \\ \' \" \a \b \f \n \r \t \v}</td><td>as python-dotenv</td></tr>
 * <tr><td>{@code "\$"}</td><td>stays</td><td>stays</td><td>stays</td></tr>
 * <tr><td>{@code 'a\\b'}</td><td>literal</td><td>{@code \\} and {@code \'} are escapes</td>
 *     <td>literal</td></tr>
 * <tr><td>{@code `x`}</td><td>quoted, literal</td><td>backticks kept</td><td>quoted</td></tr>
 * <tr><td>{@code ${NAME}}</td><td>literal</td><td>replaced</td><td>literal</td></tr>
 * <tr><td>{@code "x" y}</td><td>x</td><td>line skipped</td><td>problem</td></tr>
 * <tr><td>unclosed quote</td><td>taken literally</td><td>line skipped</td><td>problem</td></tr>
 * <tr><td>line without {@code =}</td><td>joined to the next name</td><td>a name without value</td>
 *     <td>problem</td></tr>
 * <tr><td>{@code 'A'=x}, {@code A.b=x}</td><td>both names</td><td>A, A.b</td><td>problem</td></tr>
 * <tr><td>{@code export} and a tab</td><td>part of the name</td><td>prefix</td><td>prefix</td></tr>
 * <tr><td>{@code export =x}</td><td>the name export</td><td>line skipped</td>
 *     <td>the name export</td></tr>
 * <tr><td>trimmed of bare values</td><td>space, tab</td><td>all white space</td>
 *     <td>space, tab</td></tr>
 * <tr><td>CR without LF</td><td>dropped</td><td>line end</td><td>problem</td></tr>
 * <tr><td>byte order mark</td><td>part of the name</td><td>skipped</td><td>skipped</td></tr>
 * </table>
 *
 * A line end inside quotes is LF, also where the file has CRLF, as in both.
 */
public final class DotenvReader {
  private final SourceText source;
  private final Reading reading;

  private DotenvReader(SourceText source) {
    this.source = source;
    this.reading = new Reading(source);
  }

  /** Takes any bytes, in time linear in their number, and throws nothing. */
  public static SecretFile read(byte[] file) {
    String unreadable = SourceText.whyUnreadable(file);
    return unreadable != null
        ? SecretFile.unreadable(unreadable)
        : new DotenvReader(SourceText.withLineFeeds(file)).readAll();
  }

  private SecretFile readAll() {
    String text = source.text();
    int at = 0;
    while (at < text.length() && !reading.isFull()) {
      Statement statement = Statement.read(text, at);
      int end = Math.min(statement.end(), text.length());
      if (!reading.reportCharacters(at, end, DotenvReader::whyNot)) {
        take(statement);
      }
      at = statement.end();
    }
    return reading.file();
  }

  private static @Nullable String whyNot(char c) {
    return c == '\r' ? "a carriage return without a line feed" : null;
  }

  private void take(Statement statement) {
    statement.faults().forEach(fault -> reading.problem(fault.offset(), fault.reason()));
    if (statement.isAssignment()) {
      ValueText value = statement.value();
      reading.take(
          new Reading.Assignment(statement.nameAt(), statement.name(), value.at(), value.value()));
    }
  }
}
