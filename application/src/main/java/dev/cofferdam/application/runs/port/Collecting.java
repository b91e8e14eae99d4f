package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.runs.ArtifactPattern;
import java.time.Duration;
import java.util.List;

/**
 * Which files a sandbox gives away when its commands are over, and how much of them.
 *
 * @param patterns none for a run that leaves nothing behind
 */
public record Collecting(List<ArtifactPattern> patterns, Limits limits) {
  public static final Collecting NOTHING =
      new Collecting(List.of(), new Limits(0, 0, 0, Duration.ofMillis(1)));

  public Collecting {
    patterns = List.copyOf(patterns);
  }

  public boolean isNothing() {
    return patterns.isEmpty();
  }

  /**
   * How much is collected of one run; what is over is left out, and told.
   *
   * @param files how many
   * @param fileBytes of one file
   * @param totalBytes of all files
   * @param time for the search and the sending, besides the commands' own
   */
  public record Limits(int files, long fileBytes, long totalBytes, Duration time) {
    public Limits {
      if (files < 0 || fileBytes < 0 || totalBytes < 0 || time.toMillis() < 1) {
        throw new IllegalArgumentException("limits must not be negative");
      }
    }
  }
}
