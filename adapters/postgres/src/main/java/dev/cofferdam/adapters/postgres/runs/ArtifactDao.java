package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.BindRecord;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What is known of runs' artifacts. */
interface ArtifactDao {
  @SqlUpdate(
      """
      insert into run_artifacts (org_id, run_id, name, size, sha256, first_piece, created_at)
      values (:org, :run, :name, :size, decode(:sha256, 'hex'), :firstPiece, :createdAt)
      on conflict (org_id, run_id, name) do nothing
      """)
  void add(UUID org, UUID run, @BindRecord ArtifactRow artifact);

  @SqlQuery(
      """
      select name, size, encode(sha256, 'hex') as sha256, first_piece, created_at
      from run_artifacts
      where org_id = :org and run_id = :run and (cast(:after as text) is null or name > :after)
      order by name limit :limit
      """)
  List<ArtifactRow> list(UUID org, UUID run, Optional<String> after, int limit);

  @SqlQuery(
      """
      select name, size, encode(sha256, 'hex') as sha256, first_piece, created_at
      from run_artifacts where org_id = :org and run_id = :run and name = :name
      """)
  Optional<ArtifactRow> find(UUID org, UUID run, String name);

  /** A row of {@code run_artifacts}. */
  record ArtifactRow(String name, long size, String sha256, int firstPiece, Instant createdAt) {
    static ArtifactRow of(Artifact artifact) {
      return new ArtifactRow(
          artifact.name().value(),
          artifact.size(),
          artifact.sha256(),
          artifact.firstPiece(),
          artifact.createdAt());
    }

    Artifact toArtifact() {
      return new Artifact(new ArtifactName(name), size, sha256, firstPiece, createdAt);
    }
  }
}
