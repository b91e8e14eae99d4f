package dev.cofferdam.domain.runs;

import java.util.Arrays;

/** What an uploaded archive is written in. */
public enum ArchiveFormat {
  ZIP("zip"),
  TAR("tar"),
  TAR_GZ("tar.gz");

  private final String code;

  ArchiveFormat(String code) {
    this.code = code;
  }

  /** As written in JSON and SQL. */
  public String code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException when there is no such format
   */
  public static ArchiveFormat ofCode(String code) {
    return Arrays.stream(values())
        .filter(format -> format.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no format: " + code));
  }
}
