package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RepositoryUrl;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads runs and steps from their rows. */
final class RunRow {
  private final ResultSet row;

  RunRow(ResultSet row) {
    this.row = row;
  }

  /**
   * @param steps the run's steps, in order
   */
  Run run(List<Step> steps) throws SQLException {
    RunStatus status = RunStatus.ofCode(row.getString("status"));
    return new Run(
        new OrgId(uuid("org_id")),
        new RunId(uuid("run_id")),
        pipeline(steps),
        source(),
        new UserId(uuid("created_by")),
        status,
        text("runtime").map(kind -> RuntimeKind.valueOf(kind.toUpperCase(Locale.ROOT))),
        text("commit_id"),
        steps,
        row.getLong("log_length"),
        row.getBoolean("cancel_requested"),
        status.isFinal() ? Optional.of(ending(status)) : Optional.empty(),
        new Run.Times(
            row.getObject("queued_at", OffsetDateTime.class).toInstant(),
            instant("start_call_at"),
            instant("started_at"),
            instant("finished_at")));
  }

  Step step() throws SQLException {
    return new Step(
        row.getInt("step_index"),
        row.getString("command"),
        StepStatus.ofCode(row.getString("status")),
        number("exit_code"),
        number("signal"),
        instant("started_at"),
        bigNumber("duration_ms").stream().mapToObj(Duration::ofMillis).findFirst(),
        bigNumber("log_offset"));
  }

  private Pipeline pipeline(List<Step> steps) throws SQLException {
    return new Pipeline(
        repository(),
        steps.stream().map(Step::command).toList(),
        text("image"),
        RunJson.variables(row.getString("variables")),
        Duration.ofMillis(row.getLong("timeout_ms")),
        new Resources(
            row.getDouble("cpus"),
            row.getInt("memory_mb"),
            row.getInt("pids"),
            row.getInt("disk_mb")),
        NetworkMode.valueOf(row.getString("network").toUpperCase(Locale.ROOT)));
  }

  private Optional<CloneSpec> repository() throws SQLException {
    Optional<String> url = text("repo_url");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> revision = text("revision");
    String kind = text("revision_kind").orElse("");
    Optional<CloneSpec.Revision> parsed =
        revision.map(
            name ->
                switch (kind) {
                  case "branch" -> new CloneSpec.Branch(name);
                  case "ref" -> new CloneSpec.Ref(name);
                  default -> new CloneSpec.Commit(name);
                });
    return Optional.of(new CloneSpec(new RepositoryUrl(url.get()), parsed));
  }

  private Optional<Run.SecretSource> source() throws SQLException {
    Optional<UUID> id = Optional.ofNullable(row.getObject("environment_id", UUID.class));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Run.SecretSource(
            new EnvironmentId(id.get()),
            row.getString("project_name"),
            row.getString("environment_name")));
  }

  private Ending ending(RunStatus status) throws SQLException {
    return new Ending(
        status,
        text("failure_reason").map(FailureReason::ofCode),
        text("failure_detail"),
        number("exit_code"),
        number("signal"),
        new Receipt(
            row.getLong("duration_ms"), bigNumber("cpu_ms"), bigNumber("peak_memory_bytes")),
        RunJson.masked(row.getString("masked")));
  }

  private UUID uuid(String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private Optional<String> text(String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private Optional<Instant> instant(String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private OptionalInt number(String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private OptionalLong bigNumber(String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
