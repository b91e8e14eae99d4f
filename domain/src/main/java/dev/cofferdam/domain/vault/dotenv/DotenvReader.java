package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.Reading;
import dev.cofferdam.domain.vault.format.SecretFile;
import dev.cofferdam.domain.vault.format.SourceText;
import dev.cofferdam.domain.vault.reference.Template;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .env} files: in a program's dialect as that program does, else ({@link
 * Dialect#COFFERDAM}) as node 20 ({@code --env-file}) and python-dotenv 1.2 both do. Of a name
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
 * <tr><td>byte order mark</td><td>part of the name</td><td>part of the name</td>
 *     <td>skipped</td></tr>
 * <tr><td>{@code A= #x}</td><td>empty</td><td>#x</td><td>empty</td></tr>
 * <tr><td>{@code "x\\"}</td><td>x\\</td><td>closed only if no quote follows in the file</td>
 *     <td>x\</td></tr>
 * </table>
 *
 * A line end inside quotes is LF, also where the file has CRLF, as in both.
 */
public final class DotenvReader {
  private final SourceText source;
  private final Dialect dialect;
  private final Reading reading;
  private final Variables variables = new Variables();

  private DotenvReader(SourceText source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.reading = new Reading(source);
  }

  /** Takes any bytes, in time linear in their number, and throws nothing. */
  public static SecretFile read(byte[] file) {
    return read(file, Dialect.COFFERDAM);
  }

  static SecretFile read(byte[] file, Dialect dialect) {
    String unreadable = SourceText.whyUnreadable(file);
    if (unreadable != null) {
      return SecretFile.unreadable(unreadable);
    }
    if (dialect.takesMarkForText() && SourceText.isMarked(file)) {
      return SecretFile.unreadable(
          "a byte order mark, which " + dialect + " takes for a part of what follows it");
    }
    SourceText source =
        dialect.keepsReturns() ? SourceText.asItIs(file) : SourceText.withLineFeeds(file);
    return new DotenvReader(source, dialect).readAll();
  }

  private SecretFile readAll() {
    String text = source.text();
    int at = 0;
    Grammar grammar = dialect.grammar();
    while (at < text.length() && !reading.isFull()) {
      Statement statement = grammar.statement(text, at, variables);
      int end = Math.min(statement.end(), text.length());
      if (!reading.reportCharacters(at, end, this::whyNot)) {
        take(statement);
      }
      at = statement.end();
    }
    return reading.file();
  }

  private @Nullable String whyNot(char c) {
    return c == '\r' && !dialect.keepsReturns() ? "a carriage return without a line feed" : null;
  }

  private void take(Statement statement) {
    statement.faults().forEach(fault -> reading.problem(fault.offset(), fault.reason()));
    if (!statement.name().isEmpty()) {
      // also where it has a fault: what refers to it has none for that
      variables.assign(statement.name(), statement.value().value());
    }
    if (statement.isAssignment()) {
      ValueText value = statement.value();
      String text = dialect.isLiteral() ? Template.escape(value.value()) : value.value();
      reading.take(new Reading.Assignment(statement.nameAt(), statement.name(), value.at(), text));
    }
  }
}
