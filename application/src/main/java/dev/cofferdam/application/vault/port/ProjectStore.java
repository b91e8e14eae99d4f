package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An org's projects and their environments; what is deleted is not among them. What changes any of
 * them names the place of the audit entry that commits to it.
 */
public interface ProjectStore {
  /**
   * @return false when the name is taken
   */
  boolean add(Project project, long entry);

  Optional<Project> find(OrgId org, ProjectName name);

  /** By name, those after {@code after}. */
  List<Project> list(OrgId org, String after, int limit);

  /**
   * Stores a project's other name and description.
   *
   * @return false when the name is taken
   */
  boolean update(Project project, long entry);

  /** Deletes a project; its name is free. */
  void delete(OrgId org, ProjectId project, Instant at, long entry);

  /** Of those of this name, the one that was deleted last. */
  Optional<Deleted> findDeleted(OrgId org, ProjectName name);

  /**
   * @return false when the name is taken, and nothing was done
   */
  boolean undelete(OrgId org, ProjectId project, long entry);

  /**
   * @return false when the name is taken in this project
   */
  boolean add(Environment environment, long entry);

  Optional<Environment> find(OrgId org, ProjectId project, EnvironmentName name);

  /** By name, those after {@code after}. */
  List<Environment> list(OrgId org, ProjectId project, String after, int limit);

  /** What environments are called; deleted ones too; those of other orgs are left out. */
  Map<EnvironmentId, Label> labels(OrgId org, Set<EnvironmentId> environments);

  /** An environment's name and its project's. */
  record Label(ProjectName project, EnvironmentName environment) {}

  /** A deleted project. */
  record Deleted(Project project, Instant at) {}
}
