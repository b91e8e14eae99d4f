package dev.cofferdam.adapters.postgres.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.VaultFact;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What audit entries commit to, as rows that come one after the other. */
interface VaultFactDao {
  int AT_ONCE = 1_000;

  @SqlQuery(
      """
      select p.entry_seq, p.environment_id, p.name, p.version,
        encode(p.fingerprint, 'hex') as fingerprint, e.project_id, v.change,
        v.environment_version, v.updated_at, v.sealed
      from secret_proofs p
      left join secret_versions v on v.org_id = p.org_id and v.environment_id = p.environment_id
        and v.name = p.name and v.version = p.version
      left join environments e on e.org_id = p.org_id and e.environment_id = p.environment_id
      where p.org_id = :org
      order by p.entry_seq, p.environment_id, p.name, p.version
      """)
  @FetchSize(AT_ONCE)
  ResultIterator<SecretFactRow> secrets(UUID org);

  @SqlQuery(
      """
      select entry_seq, environment_id, version, project_id, changed_at, name, parent_id,
        is_protected, deleted_at, was_name, was_parent_id, was_protected, was_deleted_at
      from environment_states
      where org_id = :org order by entry_seq, environment_id, version
      """)
  @FetchSize(AT_ONCE)
  ResultIterator<EnvironmentStateRow> environments(UUID org);

  @SqlQuery(
      """
      select entry_seq, project_id, name, deleted_at, was_name, was_deleted_at
      from project_states where org_id = :org order by entry_seq, project_id
      """)
  @FetchSize(AT_ONCE)
  ResultIterator<ProjectStateRow> projects(UUID org);

  @SqlQuery(
      """
      select count(*) from secret_versions v
      where v.org_id = :org and not exists (
        select from secret_proofs p where p.org_id = v.org_id
          and p.environment_id = v.environment_id and p.name = v.name and p.version = v.version)
      """)
  long unproven(UUID org);

  /**
   * A row of {@code secret_proofs} with the version that it is about, as far as that is there.
   *
   * @param fingerprint in hexadecimal
   */
  record SecretFactRow(
      long entrySeq,
      UUID environmentId,
      String name,
      long version,
      Optional<String> fingerprint,
      Optional<UUID> projectId,
      Optional<String> change,
      Optional<Long> environmentVersion,
      Optional<Instant> updatedAt,
      Optional<SealedBytes> sealed) {
    String subject() {
      return "secret:" + environmentId + "/" + name + "@" + version;
    }

    VaultFact toFact(OrgId org) {
      return new VaultFact.Secret(
          new SecretPlace(
              org,
              new ProjectId(projectId.orElseThrow()),
              new EnvironmentId(environmentId),
              new SecretName(name),
              version),
          SecretChange.ofCode(change.orElseThrow()),
          environmentVersion.orElseThrow(),
          updatedAt.orElseThrow(),
          fingerprint.map(Fingerprint::new));
    }
  }

  /** A row of {@code environment_states}. */
  record EnvironmentStateRow(
      long entrySeq,
      UUID environmentId,
      long version,
      UUID projectId,
      Instant changedAt,
      String name,
      Optional<UUID> parentId,
      boolean isProtected,
      Optional<Instant> deletedAt,
      Optional<String> wasName,
      Optional<UUID> wasParentId,
      Optional<Boolean> wasProtected,
      Optional<Instant> wasDeletedAt) {
    String subject() {
      return "environment:" + environmentId + "@" + version;
    }

    VaultFact toFact(OrgId org) {
      return new VaultFact.Settings(
          org,
          new ProjectId(projectId),
          new EnvironmentId(environmentId),
          version,
          changedAt,
          state(name, parentId, isProtected, deletedAt),
          wasName.map(was -> state(was, wasParentId, wasProtected.orElseThrow(), wasDeletedAt)));
    }

    private static VaultFact.EnvironmentState state(
        String name, Optional<UUID> parent, boolean isProtected, Optional<Instant> deletedAt) {
      return new VaultFact.EnvironmentState(
          new EnvironmentName(name), parent.map(EnvironmentId::new), isProtected, deletedAt);
    }
  }

  /** A row of {@code project_states}. */
  record ProjectStateRow(
      long entrySeq,
      UUID projectId,
      String name,
      Optional<Instant> deletedAt,
      Optional<String> wasName,
      Optional<Instant> wasDeletedAt) {
    String subject() {
      return "project:" + projectId;
    }

    VaultFact toFact(OrgId org) {
      return new VaultFact.Named(
          org,
          new ProjectId(projectId),
          new VaultFact.ProjectState(new ProjectName(name), deletedAt),
          wasName.map(was -> new VaultFact.ProjectState(new ProjectName(was), wasDeletedAt)));
    }
  }
}
