package dev.cofferdam.domain.vault;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A set of secrets under one name, such as {@code prod}. A branch inherits what its parent has.
 *
 * @param parent the one that it inherits from, in the same project
 * @param isProtected whether only admins and service tokens made for it read or write it
 * @param version grows by one with every change of it or of its secrets; 0 at first
 * @param changedAt when it came to this version
 */
public record Environment(
    OrgId org,
    ProjectId project,
    EnvironmentId id,
    EnvironmentName name,
    Optional<Parent> parent,
    boolean isProtected,
    long version,
    Instant createdAt,
    Instant changedAt) {
  /** An environment and those it inherits from are at most so many. */
  public static final int MAX_LINE = 10;

  /** For how long a deleted environment or project can be brought back. */
  public static final Duration GRACE = Duration.ofDays(30);

  /** What is known of the parent. */
  public record Parent(EnvironmentId id, EnvironmentName name) {}

  /** One that has just been made, of no version yet. */
  public static Environment made(
      Project project,
      EnvironmentId id,
      EnvironmentName name,
      Optional<Parent> parent,
      boolean isProtected,
      Instant at) {
    return new Environment(project.org(), project.id(), id, name, parent, isProtected, 0, at, at);
  }

  /** As a parent of others. */
  public Parent asParent() {
    return new Parent(id, name);
  }

  /**
   * When its next change happens, which is later than the last one even if the clock went back; in
   * whole microseconds, which is what is stored.
   */
  public Instant nextTime(Instant now) {
    Instant soonest = changedAt.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    Instant whole = now.truncatedTo(ChronoUnit.MICROS);
    return whole.isBefore(soonest) ? soonest : whole;
  }

  /** Its next version, with other settings. */
  public Environment changed(
      EnvironmentName newName, Optional<Parent> newParent, boolean newlyProtected, Instant now) {
    return new Environment(
        org,
        project,
        id,
        newName,
        newParent,
        newlyProtected,
        version + 1,
        createdAt,
        nextTime(now));
  }

  /** Its next version, with other secrets. */
  public Environment moved(Instant at) {
    return new Environment(org, project, id, name, parent, isProtected, version + 1, createdAt, at);
  }

  /** As one of its earlier versions, as far as its secrets go. */
  public Environment atVersion(long then) {
    return new Environment(org, project, id, name, parent, isProtected, then, createdAt, changedAt);
  }

  /** As it looks to who may not know of its parent. */
  public Environment withoutParent() {
    return new Environment(
        org, project, id, name, Optional.empty(), isProtected, version, createdAt, changedAt);
  }
}
