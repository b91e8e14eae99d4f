package dev.cofferdam.application.runs;

import dev.cofferdam.application.runs.port.ArtifactStore;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.RunId;

/** What runs' artifacts are kept with. */
public record ArtifactMeans(ArtifactStore artifacts, Contents contents) {
  /** The content that has the bytes of a run's artifacts. */
  static ContentId contentOf(RunId run) {
    return new ContentId(run.value());
  }
}
