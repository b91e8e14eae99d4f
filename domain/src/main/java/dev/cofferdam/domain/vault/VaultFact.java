package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.RowDigest;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something about secrets, environments or projects that an audit entry commits to, once and for
 * good. Who puts an older state back has to change, remove or repeat facts, which is found.
 */
public sealed interface VaultFact {
  OrgId org();

  /** What is committed to. Its text never changes: a new form gets a new label. */
  RowDigest digest();

  /** To this alone. */
  default Commitment commitment() {
    return Commitment.to(digest());
  }

  /** What it is about, by ids; names may have changed since. */
  String subject();

  /**
   * That a key got this version.
   *
   * @param environmentVersion which the environment came to with it
   * @param at when; in whole microseconds, as all times here
   * @param fingerprint of the value, if this kind of version has one
   */
  record Secret(
      SecretPlace place,
      SecretChange change,
      long environmentVersion,
      Instant at,
      Optional<Fingerprint> fingerprint)
      implements VaultFact {
    @Override
    public OrgId org() {
      return place.org();
    }

    @Override
    public RowDigest digest() {
      return RowDigest.of(
          "cofferdam/secret-version/1",
          place.org().toString(),
          place.project().toString(),
          place.environment().toString(),
          place.name().value(),
          Long.toString(place.version()),
          change.code(),
          Long.toString(environmentVersion),
          micros(at),
          fingerprint.map(Fingerprint::hex).orElse(""));
    }

    @Override
    public String subject() {
      return "secret:" + place.environment() + "/" + place.name() + "@" + place.version();
    }
  }

  /**
   * What an environment came to, and what it was before: so nothing comes to be in between that no
   * entry speaks of.
   *
   * @param version the environment's
   * @param changedAt when the environment came to this version
   * @param before empty for what has just been made
   */
  record Settings(
      OrgId org,
      ProjectId project,
      EnvironmentId environment,
      long version,
      Instant changedAt,
      EnvironmentState now,
      Optional<EnvironmentState> before)
      implements VaultFact {
    public static Settings made(Environment environment) {
      return of(environment, EnvironmentState.live(environment), Optional.empty());
    }

    public static Settings changed(Environment before, Environment after) {
      return of(after, EnvironmentState.live(after), Optional.of(EnvironmentState.live(before)));
    }

    public static Settings deleted(Environment environment, Instant at) {
      EnvironmentState live = EnvironmentState.live(environment);
      return of(environment, live.deleted(at), Optional.of(live));
    }

    /**
     * @param at when it was deleted
     */
    public static Settings undeleted(Environment environment, Instant at) {
      EnvironmentState live = EnvironmentState.live(environment);
      return of(environment, live, Optional.of(live.deleted(at)));
    }

    private static Settings of(
        Environment environment, EnvironmentState now, Optional<EnvironmentState> before) {
      return new Settings(
          environment.org(),
          environment.project(),
          environment.id(),
          environment.version(),
          environment.changedAt(),
          now,
          before);
    }

    @Override
    public RowDigest digest() {
      return RowDigest.of(
          "cofferdam/environment/1",
          org.toString(),
          project.toString(),
          environment.toString(),
          Long.toString(version),
          micros(changedAt),
          now.digest().hex(),
          before.map(EnvironmentState::digest).map(RowDigest::hex).orElse(""));
    }

    @Override
    public String subject() {
      return "environment:" + environment + "@" + version;
    }
  }

  /**
   * How an environment is.
   *
   * @param deletedAt when it was deleted, if it is
   */
  record EnvironmentState(
      EnvironmentName name,
      Optional<EnvironmentId> parent,
      boolean isProtected,
      Optional<Instant> deletedAt) {
    static EnvironmentState live(Environment environment) {
      return new EnvironmentState(
          environment.name(),
          environment.parent().map(Environment.Parent::id),
          environment.isProtected(),
          Optional.empty());
    }

    EnvironmentState deleted(Instant at) {
      return new EnvironmentState(name, parent, isProtected, Optional.of(at));
    }

    RowDigest digest() {
      return RowDigest.of(
          "cofferdam/environment-state/1",
          name.value(),
          parent.map(EnvironmentId::toString).orElse(""),
          Boolean.toString(isProtected),
          deletedAt.map(VaultFact::micros).orElse(""));
    }
  }

  /**
   * What a project came to, and what it was before.
   *
   * @param before empty for what has just been made
   */
  record Named(OrgId org, ProjectId project, ProjectState now, Optional<ProjectState> before)
      implements VaultFact {
    public static Named made(Project project) {
      return of(project, ProjectState.live(project), Optional.empty());
    }

    public static Named changed(Project before, Project after) {
      return of(after, ProjectState.live(after), Optional.of(ProjectState.live(before)));
    }

    public static Named deleted(Project project, Instant at) {
      ProjectState live = ProjectState.live(project);
      return of(project, live.deleted(at), Optional.of(live));
    }

    /**
     * @param at when it was deleted
     */
    public static Named undeleted(Project project, Instant at) {
      ProjectState live = ProjectState.live(project);
      return of(project, live, Optional.of(live.deleted(at)));
    }

    private static Named of(Project project, ProjectState now, Optional<ProjectState> before) {
      return new Named(project.org(), project.id(), now, before);
    }

    @Override
    public RowDigest digest() {
      return RowDigest.of(
          "cofferdam/project/1",
          org.toString(),
          project.toString(),
          now.digest().hex(),
          before.map(ProjectState::digest).map(RowDigest::hex).orElse(""));
    }

    @Override
    public String subject() {
      return "project:" + project;
    }
  }

  /**
   * How a project is.
   *
   * @param deletedAt when it was deleted, if it is
   */
  record ProjectState(ProjectName name, Optional<Instant> deletedAt) {
    static ProjectState live(Project project) {
      return new ProjectState(project.name(), Optional.empty());
    }

    ProjectState deleted(Instant at) {
      return new ProjectState(name, Optional.of(at));
    }

    RowDigest digest() {
      return RowDigest.of(
          "cofferdam/project-state/1", name.value(), deletedAt.map(VaultFact::micros).orElse(""));
    }
  }

  private static String micros(Instant at) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }
}
