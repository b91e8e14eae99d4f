package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How environments hang together, now and in former times. Deleted ones are seen where that is
 * said, and nowhere else.
 */
public interface EnvironmentTree {
  /** An environment, its parent, its parent's parent and so on; empty if there is no such one. */
  List<Environment> line(OrgId org, EnvironmentId environment);

  /** The line as it was then, whatever became of the environments in it. */
  List<Past> lineAt(OrgId org, EnvironmentId environment, Instant at);

  /** All that inherit from it, near and far; parents in front of their branches. */
  List<Environment> branches(OrgId org, EnvironmentId environment);

  /**
   * Stores an environment's next version with other settings, and keeps the former ones.
   *
   * @param entry the place of the audit entry that commits to it
   * @return false when the name is taken in its project
   */
  boolean update(Environment environment, long entry);

  /** Deletes environments, all at the same time; their names are free. */
  void delete(OrgId org, List<Gone> environments, Instant at);

  /** Of those of this name, the one that was deleted last. */
  Optional<Deleted> findDeleted(OrgId org, ProjectId project, EnvironmentName name);

  /** An environment that was deleted, and its branches that were at the same time; it is first. */
  List<Environment> deletedTogether(OrgId org, EnvironmentId environment);

  /**
   * @param entry the place of the audit entry that commits to it
   * @return false when the name is taken in its project, and nothing was done
   */
  boolean undelete(OrgId org, EnvironmentId environment, long entry);

  /**
   * An environment that is to be deleted.
   *
   * @param entry the place of the audit entry that commits to it
   */
  record Gone(EnvironmentId environment, long entry) {}

  /**
   * An environment as it is, and what it was then.
   *
   * @param environment as it is now, deleted or not; its parent as it was then
   * @param version that it had then
   * @param isProtected whether it was then
   */
  record Past(Environment environment, long version, boolean isProtected) {}

  /** A deleted environment. */
  record Deleted(Environment environment, Instant at) {}
}
