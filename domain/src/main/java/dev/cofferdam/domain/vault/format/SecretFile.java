package dev.cofferdam.domain.vault.format;

import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;

/**
 * What a file of secrets says, and what is wrong with it.
 *
 * @param entries one for each name, in the order of the file, up to {@link #MAX_ENTRIES}
 * @param problems in the order of the file; a file that has any is not read whole
 */
public record SecretFile(List<Entry> entries, List<Problem> problems) {
  /** 10 MiB. */
  public static final int MAX_BYTES = 10 << 20;

  /** With one name more the file has a problem. */
  public static final int MAX_ENTRIES = 10_000;

  /** After so many problems reading stops; the last one says so. */
  public static final int MAX_PROBLEMS = 1_000;

  public SecretFile {
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

  /** A file of which nothing can be read. */
  public static SecretFile unreadable(String reason) {
    return new SecretFile(List.of(), List.of(new Problem(1, 1, reason)));
  }
}
