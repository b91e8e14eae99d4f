package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RepositoryUrl;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Runs and their steps. */
public final class JdbiRunStore implements RunStore {
  private static final String INSERT_RUN = sql("insert-run");
  private static final String END_RUN = sql("end-run");

  private final JdbiTransactions transactions;

  public JdbiRunStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  private static String sql(String name) {
    return ClasspathSqlLocator.create()
        .getResource("dev/cofferdam/adapters/postgres/runs/" + name + ".sql");
  }

  @Override
  public void add(Run run) {
    Pipeline pipeline = run.pipeline();
    Optional<CloneSpec.Revision> revision = pipeline.repository().flatMap(CloneSpec::revision);
    Handle handle = transactions.handle();
    handle
        .createUpdate(INSERT_RUN)
        .bind("org", run.org().value())
        .bind("run", run.id().value())
        .bind("repo_url", pipeline.repository().map(CloneSpec::url).map(RepositoryUrl::value))
        .bind("revision_kind", revision.map(JdbiRunStore::kind))
        .bind("revision", revision.map(CloneSpec.Revision::name))
        .bind("image", pipeline.image())
        .bind("variables", RunJson.write(pipeline.variables()))
        .bind("timeout_ms", pipeline.timeout().toMillis())
        .bind("cpus", pipeline.resources().cpus())
        .bind("memory_mb", pipeline.resources().memoryMb())
        .bind("pids", pipeline.resources().pids())
        .bind("disk_mb", pipeline.resources().diskMb())
        .bind("network", pipeline.network().name().toLowerCase(Locale.ROOT))
        .bind("environment_id", run.environment().map(source -> source.id().value()))
        .bind("project_name", run.environment().map(Run.SecretSource::project))
        .bind("environment_name", run.environment().map(Run.SecretSource::environment))
        .bind("created_by", run.createdBy().value())
        .bind("status", run.status().code())
        .bind("queued_at", run.times().queuedAt())
        .execute();
    PreparedBatch steps =
        handle.prepareBatch(
            """
            insert into run_steps (org_id, run_id, step_index, command, status)
            values (:org, :run, :index, :command, :status)
            """);
    for (Step step : run.steps()) {
      steps
          .bind("org", run.org().value())
          .bind("run", run.id().value())
          .bind("index", step.index())
          .bind("command", step.command())
          .bind("status", step.status().code())
          .add();
    }
    steps.execute();
  }

  private static String kind(CloneSpec.Revision revision) {
    if (revision instanceof CloneSpec.Branch) {
      return "branch";
    }
    return revision instanceof CloneSpec.Ref ? "ref" : "commit";
  }

  @Override
  public Optional<Run> find(OrgId org, RunId run) {
    Handle handle = transactions.handle();
    List<Step> steps =
        handle
            .createQuery(
                """
                select * from run_steps where org_id = :org and run_id = :run order by step_index
                """)
            .bind("org", org.value())
            .bind("run", run.value())
            .map((row, context) -> new RunRow(row).step())
            .list();
    return handle
        .createQuery("select * from runs where org_id = :org and run_id = :run")
        .bind("org", org.value())
        .bind("run", run.value())
        .map((row, context) -> new RunRow(row).run(steps))
        .findOne();
  }

  @Override
  public List<Run> list(OrgId org, Optional<RunId> before, int limit) {
    Handle handle = transactions.handle();
    List<UUID> page =
        handle
            .createQuery(
                """
                select run_id from runs
                where org_id = :org and (cast(:before as uuid) is null or run_id < :before)
                order by run_id desc limit :limit
                """)
            .bind("org", org.value())
            .bind("before", before.map(RunId::value))
            .bind("limit", limit)
            .mapTo(UUID.class)
            .list();
    if (page.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<Step>> steps = new HashMap<>();
    handle
        .createQuery(
            """
            select * from run_steps where org_id = :org and run_id = any(:page)
            order by run_id, step_index
            """)
        .bind("org", org.value())
        .bindArray("page", UUID.class, page)
        .map(
            (row, context) ->
                Map.entry(row.getObject("run_id", UUID.class), new RunRow(row).step()))
        .forEach(
            step ->
                steps.computeIfAbsent(step.getKey(), id -> new ArrayList<>()).add(step.getValue()));
    return handle
        .createQuery(
            """
            select * from runs where org_id = :org and run_id = any(:page) order by run_id desc
            """)
        .bind("org", org.value())
        .bindArray("page", UUID.class, page)
        .map(
            (row, context) ->
                new RunRow(row)
                    .run(steps.getOrDefault(row.getObject("run_id", UUID.class), List.of())))
        .list();
  }

  @Override
  public void prepare(OrgId org, RunId run, RuntimeKind runtime) {
    update("set status = 'preparing', runtime = :runtime", "and status = 'queued'", org, run)
        .bind("runtime", runtime.name().toLowerCase(Locale.ROOT))
        .execute();
  }

  @Override
  public boolean pinSecrets(OrgId org, RunId run, List<SecretPlace> secrets) {
    boolean first =
        update("set secrets_pinned = true", "and not secrets_pinned", org, run).execute() == 1;
    if (!first || secrets.isEmpty()) {
      return first;
    }
    PreparedBatch batch =
        transactions
            .handle()
            .prepareBatch(
                """
                insert into run_secrets (org_id, run_id, environment_id, name, version)
                values (:org, :run, :environment, :name, :version)
                """);
    for (SecretPlace place : secrets) {
      batch
          .bind("org", org.value())
          .bind("run", run.value())
          .bind("environment", place.environment().value())
          .bind("name", place.name().value())
          .bind("version", place.version())
          .add();
    }
    batch.execute();
    return true;
  }

  @Override
  public List<SecretPlace> pinnedSecrets(OrgId org, RunId run) {
    return transactions
        .handle()
        .createQuery(
            """
            select s.environment_id, s.name, s.version, e.project_id from run_secrets s
            join environments e on e.org_id = s.org_id and e.environment_id = s.environment_id
            where s.org_id = :org and s.run_id = :run order by s.name
            """)
        .bind("org", org.value())
        .bind("run", run.value())
        .map(
            (row, context) ->
                new SecretPlace(
                    org,
                    new ProjectId(row.getObject("project_id", UUID.class)),
                    new EnvironmentId(row.getObject("environment_id", UUID.class)),
                    new SecretName(row.getString("name")),
                    row.getLong("version")))
        .list();
  }

  @Override
  public void startCallSent(OrgId org, RunId run, Instant at) {
    update("set start_call_at = :at", "and start_call_at is null", org, run)
        .bind("at", at)
        .execute();
  }

  @Override
  public void start(OrgId org, RunId run, Instant at) {
    update(
            "set status = 'running', started_at = :at",
            "and status in ('queued', 'preparing')",
            org,
            run)
        .bind("at", at)
        .execute();
  }

  @Override
  public void cloned(OrgId org, RunId run, String commit) {
    update("set commit_id = :commit", "and commit_id is null", org, run)
        .bind("commit", commit)
        .execute();
  }

  @Override
  public void save(OrgId org, RunId run, Step step) {
    transactions
        .handle()
        .createUpdate(
            """
            update run_steps set status = :status, exit_code = :exit_code, signal = :signal,
              started_at = :started_at, duration_ms = :duration_ms, log_offset = :log_offset
            where org_id = :org and run_id = :run and step_index = :index
            """)
        .bind("org", org.value())
        .bind("run", run.value())
        .bind("index", step.index())
        .bind("status", step.status().code())
        .bind("exit_code", boxed(step.exitCode()))
        .bind("signal", boxed(step.signal()))
        .bind("started_at", step.startedAt())
        .bind("duration_ms", step.duration().map(Duration::toMillis))
        .bind("log_offset", boxed(step.logOffset()))
        .execute();
  }

  @Override
  public void requestCancel(OrgId org, RunId run) {
    update("set cancel_requested = true", "and finished_at is null", org, run).execute();
  }

  @Override
  public boolean isCancelRequested(OrgId org, RunId run) {
    return transactions
        .handle()
        .createQuery("select cancel_requested from runs where org_id = :org and run_id = :run")
        .bind("org", org.value())
        .bind("run", run.value())
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  @Override
  public boolean end(OrgId org, RunId run, Ending ending, Instant at) {
    Receipt receipt = ending.receipt();
    return transactions
            .handle()
            .createQuery(END_RUN)
            .bind("org", org.value())
            .bind("run", run.value())
            .bind("status", ending.status().code())
            .bind("reason", ending.reason().map(FailureReason::code))
            .bind("detail", ending.detail())
            .bind("exit_code", boxed(ending.exitCode()))
            .bind("signal", boxed(ending.signal()))
            .bind("duration_ms", receipt.durationMs())
            .bind("cpu_ms", boxed(receipt.cpuMs()))
            .bind("peak_memory_bytes", boxed(receipt.peakMemoryBytes()))
            .bind("masked", RunJson.write(ending.masked()))
            .bind("at", at)
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /** An update of one run. Both parts are constants of this class. */
  private Update update(String set, String condition, OrgId org, RunId run) {
    return transactions
        .handle()
        .createUpdate("update runs " + set + " where org_id = :org and run_id = :run " + condition)
        .bind("org", org.value())
        .bind("run", run.value());
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
