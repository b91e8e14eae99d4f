package dev.cofferdam.application.runs.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the files that runs left behind. Their bytes are in the {@linkplain
 * dev.cofferdam.application.vault.port.ContentStore content} that has the run's id, and what is
 * known goes with that.
 */
public interface ArtifactStore {
  /**
   * Adds one of a run whose content there is, in the thread's transaction. Where there is one of
   * this name nothing happens.
   */
  void add(OrgId org, RunId run, Artifact artifact);

  /** By name, those behind {@code after}. */
  List<Artifact> list(OrgId org, RunId run, Optional<ArtifactName> after, int limit);

  Optional<Artifact> find(OrgId org, RunId run, ArtifactName name);
}
