package dev.cofferdam.application.runs.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.vault.port.InMemoryContentStore;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps what is known of artifacts for as long as there is their content. */
public final class InMemoryArtifactStore implements ArtifactStore {
  private static final Comparator<ArtifactName> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other));

  private final InMemoryTable<List<Object>, Row> artifacts;
  private final InMemoryRunStore runs;
  private final InMemoryContentStore contents;

  public InMemoryArtifactStore(
      InMemoryTransactions transactions, InMemoryRunStore runs, InMemoryContentStore contents) {
    this.artifacts = InMemoryTable.ofOrgs(transactions);
    this.runs = runs;
    this.contents = contents;
  }

  private record Row(OrgId org, RunId run, Artifact artifact) implements InMemoryTable.Owned {}

  private static byte[] bytes(ArtifactName name) {
    return name.value().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void add(OrgId org, RunId run, Artifact artifact) {
    if (runs.find(org, run).isEmpty() || !hasContent(org, run)) {
      throw new IllegalStateException("there is no such run, or no content of it");
    }
    if (find(org, run, artifact.name()).isEmpty()) {
      artifacts.put(List.of(org, run, artifact.name()), new Row(org, run, artifact));
    }
  }

  private boolean hasContent(OrgId org, RunId run) {
    return contents.find(org, new ContentId(run.value())).isPresent();
  }

  @Override
  public List<Artifact> list(OrgId org, RunId run, Optional<ArtifactName> after, int limit) {
    return artifacts.rows().stream()
        .filter(row -> row.org().equals(org) && row.run().equals(run) && hasContent(org, run))
        .map(Row::artifact)
        .filter(each -> after.map(last -> BY_BYTES.compare(each.name(), last) > 0).orElse(true))
        .sorted(Comparator.comparing(Artifact::name, BY_BYTES))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Artifact> find(OrgId org, RunId run, ArtifactName name) {
    return artifacts
        .find(List.of(org, run, name))
        .filter(row -> hasContent(org, run))
        .map(Row::artifact);
  }
}
