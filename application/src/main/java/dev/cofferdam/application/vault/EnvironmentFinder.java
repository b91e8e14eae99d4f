package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;

/** Finds what an address names: a project, or an environment of one. */
public final class EnvironmentFinder {
  private final ProjectStore projects;

  public EnvironmentFinder(ProjectStore projects) {
    this.projects = projects;
  }

  /** An environment by its names, as callers write it. */
  public record Address(OrgId org, ProjectName project, EnvironmentName environment) {
    /** For the audit trail: {@code shop/prod}. */
    public String label() {
      return project + "/" + environment;
    }
  }

  /**
   * @throws Refusal {@code project_not_found}
   */
  public Project project(OrgId org, ProjectName name) {
    return projects.find(org, name).orElseThrow(() -> Refusal.notFound("project"));
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}
   */
  public Environment environment(Address address) {
    Project project = project(address.org(), address.project());
    return projects
        .find(address.org(), project.id(), address.environment())
        .orElseThrow(() -> Refusal.notFound("environment"));
  }
}
