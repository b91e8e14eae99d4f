package dev.cofferdam.adapters.http.runs;

import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A file that a run left behind. */
record ArtifactView(
    @Schema(implementation = ArtifactName.class) String name,
    @Schema(description = "In bytes.", example = "1024", minimum = "0") long size,
    @Schema(
            description = "SHA-256 of its bytes, in hexadecimal.",
            example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            pattern = "^[0-9a-f]{64}$")
        String sha256,
    @Schema(description = "When it was kept.") Instant createdAt) {
  static ArtifactView of(Artifact artifact) {
    return new ArtifactView(
        artifact.name().value(), artifact.size(), artifact.sha256(), artifact.createdAt());
  }
}
