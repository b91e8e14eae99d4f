package dev.cofferdam.domain.vault.docker;

import java.nio.charset.StandardCharsets;

/** The limit of docker's reader: a Go {@code bufio.Scanner} with its buffer of 64 KiB. */
final class DockerLine {
  /** Of a line without its end. */
  static final int MAX_BYTES = 65_535;

  private DockerLine() {}

  static boolean isTooLong(String line) {
    return line.length() > MAX_BYTES / 3
        && line.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }
}
