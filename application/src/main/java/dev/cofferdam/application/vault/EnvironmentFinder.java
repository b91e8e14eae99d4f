package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Permission;
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

    /** For the audit trail: {@code environment:shop/prod}. */
    public String resource() {
      return "environment:" + label();
    }
  }

  /**
   * @throws Refusal {@code project_not_found}
   */
  public Project project(Access access, ProjectName name) {
    return projects
        .find(access.org(), name)
        .filter(project -> access.sees(project.id()))
        .orElseThrow(() -> access.unseen("project", "project:" + name));
  }

  /**
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code forbidden} for
   *     one that is protected from the caller
   */
  public Environment environment(Access access, Address address) {
    Project project = project(access, address.project());
    Environment environment =
        projects
            .find(access.org(), project.id(), address.environment())
            .orElseThrow(() -> access.unseen("environment", address.resource()));
    requireUsable(access, address, environment);
    return environment;
  }

  /** Whether the caller may know of an environment, and use it. */
  static boolean isUsable(Access access, Environment environment) {
    return access.sees(environment.project())
        && access.sees(environment.id())
        && (!environment.isProtected() || access.may(Permission.ENVIRONMENT_PROTECTED_USE));
  }

  /**
   * Makes sure that the caller may know of an environment that was found, and use it.
   *
   * @throws Refusal {@code project_not_found}, {@code environment_not_found}, {@code forbidden} for
   *     one that is protected from the caller
   */
  private static void requireUsable(Access access, Address address, Environment environment) {
    if (!access.sees(environment.project())) {
      throw access.unseen("project", "project:" + address.project());
    }
    if (!access.sees(environment.id())) {
      throw access.unseen("environment", address.resource());
    }
    if (environment.isProtected()) {
      access.require(Permission.ENVIRONMENT_PROTECTED_USE, address.resource());
    }
  }
}
