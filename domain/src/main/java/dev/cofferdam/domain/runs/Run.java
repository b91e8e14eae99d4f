package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline that was accepted, and how far it has come.
 *
 * @param environment whose secrets its commands get
 * @param commit what was cloned, once it is known
 * @param logLength bytes of its masked log that are kept
 * @param cancelRequested whether somebody wants it to end
 * @param ending present when, and only when, {@code status} is final
 * @param retryOf the run that this one repeats
 */
public record Run(
    OrgId org,
    RunId id,
    Pipeline pipeline,
    Optional<SecretSource> environment,
    ActorId createdBy,
    RunStatus status,
    Optional<RuntimeKind> runtime,
    Optional<String> commit,
    List<Step> steps,
    long logLength,
    boolean cancelRequested,
    Optional<Ending> ending,
    Times times,
    Optional<RunId> retryOf) {

  public Run {
    steps = List.copyOf(steps);
    if (status.isFinal() != ending.isPresent()) {
      throw new IllegalArgumentException(
          "a run has an ending when its status is final, and only then");
    }
  }

  /**
   * Where a run's secrets come from.
   *
   * @param project and {@code environment}: the names under which they were asked for
   */
  public record SecretSource(EnvironmentId id, String project, String environment) {}

  /** When what happened; each is empty until it has. */
  public record Times(
      Instant queuedAt,
      Optional<Instant> startCallAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt) {}
}
