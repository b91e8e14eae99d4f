package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.Archives;
import java.time.Duration;

/**
 * What is taken of archives, and how long they are kept.
 *
 * @param unused for how long one is kept that no pipeline uses
 * @param used for how long at least after the last pipeline that uses it was made
 */
public record UploadPolicy(Archives.Limits limits, Duration unused, Duration used) {
  private static final int ENTRIES = 20_000;
  private static final long UNPACKED_BYTES = 256L << 20;
  private static final int PACKED_BYTES = 16 << 20;

  public static final UploadPolicy DEFAULT =
      new UploadPolicy(
          new Archives.Limits(ENTRIES, UNPACKED_BYTES, PACKED_BYTES),
          Duration.ofDays(1),
          Duration.ofDays(30));
}
