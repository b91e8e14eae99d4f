package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.dotenv.Dotenv.Entry;
import dev.cofferdam.domain.vault.dotenv.Dotenv.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** 10 MiB. */
  public static final int MAX_FILE_BYTES = 10 << 20;

  /** After so many problems reading stops; the last one says so. */
  public static final int MAX_PROBLEMS = 1_000;

  private final SourceText source;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private DotenvReader(SourceText source) {
    this.source = source;
    this.problems = new Problems(source.text());
  }

  /** Takes any bytes, in time linear in their number, and throws nothing. */
  public static Dotenv read(byte[] file) {
    String unreadable = whyUnreadable(file);
    return unreadable != null
        ? new Dotenv(List.of(), List.of(new Problem(1, 1, unreadable)))
        : new DotenvReader(SourceText.decode(file)).readAll();
  }

  private static @Nullable String whyUnreadable(byte[] file) {
    if (file.length > MAX_FILE_BYTES) {
      return "the file is over the limit of " + MAX_FILE_BYTES + " bytes";
    }
    return SourceText.isWide(file) ? "the file is UTF-16 or UTF-32; save it as UTF-8" : null;
  }

  private Dotenv readAll() {
    int at = 0;
    while (at < source.text().length() && !problems.isFull()) {
      Statement statement = Statement.read(source.text(), at);
      if (!reportCharacters(at, Math.min(statement.end(), source.text().length()))) {
        take(statement);
      }
      at = statement.end();
    }
    return new Dotenv(new ArrayList<>(entries.values()), problems.found());
  }

  /**
   * Reports each line's first character that can't be read; what else is wrong there may follow
   * from it.
   */
  private boolean reportCharacters(int start, int end) {
    boolean any = false;
    int at = start;
    while (at < end) {
      String fault = source.faultAt(at);
      if (fault != null) {
        problems.add(at, fault);
        any = true;
        at = Scan.find(source.text(), '\n', at, end);
      }
      at++;
    }
    return any;
  }

  private void take(Statement statement) {
    statement.faults().forEach(fault -> problems.add(fault.offset(), fault.reason()));
    if (!statement.isAssignment()) {
      return;
    }
    byte[] value = statement.value().value().getBytes(StandardCharsets.UTF_8);
    if (value.length > SecretValue.MAX_BYTES) {
      problems.add(
          statement.value().at(), "a value over the limit of " + SecretValue.MAX_BYTES + " bytes");
      return;
    }
    entries.remove(statement.name());
    entries.put(
        statement.name(),
        new Entry(
            new SecretName(statement.name()),
            SecretValue.of(value),
            problems.lineOf(statement.nameAt())));
  }
}
