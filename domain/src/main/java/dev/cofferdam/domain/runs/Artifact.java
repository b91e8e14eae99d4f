package dev.cofferdam.domain.runs;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file that a run left behind.
 *
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal, lower case
 * @param firstPiece number of the first piece of the run's content that has its bytes
 */
public record Artifact(
    ArtifactName name, long size, String sha256, int firstPiece, Instant createdAt) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Artifact {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(createdAt, "createdAt");
    if (size < 0 || firstPiece < 0 || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not an artifact: " + size + " bytes, " + sha256);
    }
  }
}
