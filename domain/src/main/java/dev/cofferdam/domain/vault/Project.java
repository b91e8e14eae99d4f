package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.time.Instant;

/**
 * What a team keeps the secrets of.
 *
 * @param description {@link FreeText}; may be empty
 */
public record Project(
    OrgId org, ProjectId id, ProjectName name, String description, Instant createdAt) {
  public Project {
    FreeText.require("description", description);
  }

  /** The same project with other words. */
  public Project described(ProjectName newName, String newDescription) {
    return new Project(org, id, newName, newDescription, createdAt);
  }
}
