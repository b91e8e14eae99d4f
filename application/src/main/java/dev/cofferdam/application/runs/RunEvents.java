package dev.cofferdam.application.runs;

import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is told about runs, to those who may know of them. */
final class RunEvents {
  private RunEvents() {}

  static Announcement created(Run run) {
    return EventType.RUN_CREATED.about(audience(run), data(run, RunStatus.QUEUED));
  }

  static Announcement started(Run run) {
    return EventType.RUN_STARTED.about(audience(run), data(run, RunStatus.RUNNING));
  }

  static Announcement ended(Run run, Ending ending) {
    Map<String, Object> data = data(run, ending.status());
    ending.reason().ifPresent(reason -> data.put("failure_reason", reason.code()));
    ending.detail().ifPresent(detail -> data.put("failure_detail", detail));
    ending.exitCode().ifPresent(code -> data.put("exit_code", code));
    data.put("duration_ms", ending.receipt().durationMs());
    return typeOf(ending.status()).about(audience(run), data);
  }

  private static EventType typeOf(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> EventType.RUN_SUCCEEDED;
      case FAILED -> EventType.RUN_FAILED;
      case CANCELED -> EventType.RUN_CANCELED;
      case TIMED_OUT -> EventType.RUN_TIMED_OUT;
      case ERROR -> EventType.RUN_ERROR;
      case QUEUED, PREPARING, RUNNING -> throw new IllegalArgumentException("not an end");
    };
  }

  private static Announcement.Audience audience(Run run) {
    return new Announcement.Audience(
        run.environment().map(Run.SecretSource::id), Optional.of(run.createdBy()), false);
  }

  private static Map<String, Object> data(Run run, RunStatus status) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", run.id().toString());
    data.put("status", status.code());
    data.put("created_by", run.createdBy().toString());
    run.environment()
        .ifPresent(
            source -> {
              data.put("project", source.project());
              data.put("environment", source.environment());
            });
    return data;
  }
}
