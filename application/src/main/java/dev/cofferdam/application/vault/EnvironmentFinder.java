package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.vault.port.EnvironmentTree;
import dev.cofferdam.application.vault.port.ProjectStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.Project;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what an address names: a project, an environment of one, and what that inherits from. */
public final class EnvironmentFinder {
  private final ProjectStore projects;
  private final EnvironmentTree tree;
  private final Clock clock;

  public EnvironmentFinder(ProjectStore projects, EnvironmentTree tree, Clock clock) {
    this.projects = projects;
    this.tree = tree;
    this.clock = clock;
  }

  /** An environment by its names, as callers write it. */
  public record Address(OrgId org, ProjectName project, EnvironmentName environment) {
    /** Another environment of the same project. */
    public Address sibling(EnvironmentName other) {
      return new Address(org, project, other);
    }

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

  /**
   * An environment and all that it inherits from, whether that is for the caller or not.
   *
   * @param at the moment it is looked at as of; empty for now
   * @throws Refusal as {@link #environment}; {@code invalid_field} for an {@code at} that is yet to
   *     come, or before the environment was made
   */
  public EnvironmentLine line(Access access, Address address, Optional<Instant> at) {
    Environment own = environment(access, address);
    return at.isPresent() ? lineAt(own, at.get()) : lineNow(own);
  }

  /**
   * An environment that something else leads to, and all that it inherits from. Empty alike for one
   * that is not there and for one that is not usable; nobody hears that it was asked for.
   */
  Optional<EnvironmentLine> usableLine(Address address, Predicate<Environment> isUsable) {
    return projects
        .find(address.org(), address.project())
        .flatMap(found -> projects.find(address.org(), found.id(), address.environment()))
        .filter(isUsable)
        .map(this::lineNow);
  }

  private EnvironmentLine lineNow(Environment own) {
    return new EnvironmentLine(
        own.parent().isEmpty() ? List.of(own) : tree.line(own.org(), own.id()));
  }

  private EnvironmentLine lineAt(Environment own, Instant at) {
    if (at.isAfter(clock.instant()) && at.isAfter(own.changedAt())) {
      throw Refusal.invalid("at", "is yet to come");
    }
    List<Environment> line = new ArrayList<>();
    for (EnvironmentTree.Past past : tree.lineAt(own.org(), own.id(), at)) {
      line.add(past.environment().atVersion(past.version()));
    }
    if (line.isEmpty()) {
      throw Refusal.invalid("at", "is before the environment was made");
    }
    return new EnvironmentLine(line);
  }

  /**
   * Makes sure that the caller may read wherever something of a line may live.
   *
   * @throws Refusal {@code forbidden}, whether anything lives there or not
   */
  public void requireWhole(Access access, ProjectName project, EnvironmentLine line) {
    for (Environment each : line.environments()) {
      if (!isUsable(access, each)) {
        String resource = "environment:" + project + "/" + each.name();
        if (access.sees(each.id())) {
          access.require(Permission.ENVIRONMENT_PROTECTED_USE, resource);
        }
        throw access.refusing(
            Refusal.forbidden(
                "This environment inherits from one that this credential may not read."),
            resource);
      }
    }
  }

  /** As far as the caller may know of its parent. */
  static Environment shownTo(Access access, Environment environment) {
    return environment.parent().filter(parent -> !access.sees(parent.id())).isPresent()
        ? environment.withoutParent()
        : environment;
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
