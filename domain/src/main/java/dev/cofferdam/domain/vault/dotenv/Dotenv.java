package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;

/**
 * What a {@code .env} file says, and what is wrong with it.
 *
 * @param entries one for each name, in the order of their lines
 * @param problems in the order of the file; a file that has any is not read whole
 */
public record Dotenv(List<Entry> entries, List<Problem> problems) {
  public Dotenv {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /**
   * A name and its value; prints no value.
   *
   * @param line the line of the name, from 1
   */
  public record Entry(SecretName name, SecretValue value, int line) {}

  /**
   * A place in the file that can't be read.
   *
   * @param line from 1
   * @param column in code points, from 1; a byte order mark is not counted
   * @param reason what is wrong, for people; never any text of the file
   */
  public record Problem(int line, int column, String reason) {}
}
