package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.ArtifactStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.util.List;
import java.util.Optional;

/** What is known of runs' artifacts. */
public final class JdbiArtifactStore implements ArtifactStore {
  private final JdbiTransactions transactions;

  public JdbiArtifactStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(OrgId org, RunId run, Artifact artifact) {
    dao().add(org.value(), run.value(), ArtifactDao.ArtifactRow.of(artifact));
  }

  @Override
  public List<Artifact> list(OrgId org, RunId run, Optional<ArtifactName> after, int limit) {
    Optional<String> last = after.map(ArtifactName::value);
    return dao().list(org.value(), run.value(), last, limit).stream()
        .map(ArtifactDao.ArtifactRow::toArtifact)
        .toList();
  }

  @Override
  public Optional<Artifact> find(OrgId org, RunId run, ArtifactName name) {
    return dao()
        .find(org.value(), run.value(), name.value())
        .map(ArtifactDao.ArtifactRow::toArtifact);
  }

  private ArtifactDao dao() {
    return transactions.handle().attach(ArtifactDao.class);
  }
}
