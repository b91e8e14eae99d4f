package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.Collecting;
import java.time.Duration;

/**
 * What is kept of the files that runs leave behind.
 *
 * @param limits for one run
 * @param kept for how long, from when they were collected
 */
public record ArtifactPolicy(Collecting.Limits limits, Duration kept) {
  private static final int FILES = 1_000;
  private static final long FILE_BYTES = 100L << 20;
  private static final Duration TIME = Duration.ofSeconds(60);

  public static final ArtifactPolicy DEFAULT = of(256L << 20, Duration.ofDays(30));

  /**
   * @param totalBytes of one run's artifacts
   */
  public static ArtifactPolicy of(long totalBytes, Duration kept) {
    return new ArtifactPolicy(
        new Collecting.Limits(FILES, Math.min(FILE_BYTES, totalBytes), totalBytes, TIME), kept);
  }
}
